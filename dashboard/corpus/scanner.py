"""The compiled loop from UTF-8 bytes to tokens; `tokens.py` says what a token is.

The loop reads each byte once. A token's lower-cased bytes are packed into 64-bit words at the end of the term store.
If the hash table knows the term, the next token overwrites them; if not, they stay and are a new term. Equal hashes
are told apart by comparing all words.

Room is made before a text is scanned, for the worst text of its length: n bytes hold at most (n + 1) / 2 tokens (each
needs a byte, and a separator or three bytes of its own), and lower-casing at most doubles a character's bytes. Only
the number of new terms is open: the scan stops at a token's start when the hash table is half full, and goes on there
once the table is doubled.

All compiled code is in this file: numba sees by this file alone that machine code it kept is out of date, so a change
of the constants imported here must touch this file too.
"""

from typing import Any

import numpy as np

from dashboard.compiled import compiled
from dashboard.corpus.characters import APOSTROPHE, CASED_BELOW, DIGIT, DOT, GAP, HAN, LETTER, LOOK, MARK, OTHER

NO_BITS, BYTE_BITS, WORD_BITS, HALF_BITS = np.uint64(0), np.uint64(8), np.uint64(64), np.uint64(32)
LOW_BYTE, LOW_HALF, MIX = np.uint64(0xFF), np.uint64(0xFFFFFFFF), np.uint64(0x9E3779B97F4A7C15)
ONE, SMALL_S = np.uint64(1), np.uint64(ord("s"))
FIRST_SLOTS = 1 << 12


@compiled
def scan(data: np.ndarray, bounds: np.ndarray, tables: tuple) -> Any:
    """Tokens of every text of a UTF-8 buffer; text t is data[bounds[t]:bounds[t + 1]]; tables as in `Characters`.

    Returns (term, start, end, n_tokens), offsets, (words, first, n_terms): term ids in order of first sight,
    start and end in code points of their text, tokens per text summed up, and the term store: term k's bytes are
    words[first[k]:first[k + 1]], filled up with zeros. What the arrays hold behind n_tokens and n_terms is not set.
    """
    n_texts = len(bounds) - 1
    room = (bounds[n_texts] - bounds[0]) // 5 + 16
    term, start, end = np.empty(room, np.int32), np.empty(room, np.uint32), np.empty(room, np.uint32)
    offsets, words = np.zeros(n_texts + 1, np.int64), np.empty(4096, np.uint64)
    slots, first = np.zeros(FIRST_SLOTS, np.uint64), np.zeros(FIRST_SLOTS // 2 + 1, np.int64)
    state = np.zeros(4, np.int64)  # byte, bytes that begin no character, tokens so far, terms so far
    for t in range(n_texts):
        size = bounds[t + 1] - bounds[t]
        if state[2] + size // 2 + 1 > len(term):
            room = max(2 * len(term), state[2] + size // 2 + 1)
            term, start, end = _longer(term, room), _longer(start, room), _longer(end, room)
        if first[state[3]] + size + 2 > len(words):
            words = _longer(words, max(2 * len(words), first[state[3]] + size + 2))
        state[0], state[1] = bounds[t], bounds[t]
        while True:
            _scan_text(data, bounds[t + 1], tables, (term, start, end), (slots, words, first, state))
            if state[0] >= bounds[t + 1]:
                break
            slots = _doubled(slots)
            first = _longer(first, len(slots) // 2 + 1)
        offsets[t + 1] = state[2]
    return (term, start, end, state[2]), offsets, (words, first, state[3])


@compiled
def _longer(array: np.ndarray, room: int) -> np.ndarray:
    """The same values with room for more; what is behind them is not set."""
    grown = np.empty(room, array.dtype)
    for k in range(len(array)):  # a slice would do, but takes numba two seconds more to compile
        grown[k] = array[k]
    return grown


@compiled
def _doubled(slots: np.ndarray) -> np.ndarray:
    """A hash table of twice the size with the same entries: hash in the upper half, term id + 1 in the lower."""
    grown = np.zeros(2 * len(slots), np.uint64)
    mask = np.uint64(len(grown) - 1)
    for k in range(len(slots)):
        entry = slots[k]
        if entry != NO_BITS:
            place = (entry >> HALF_BITS) & mask
            while grown[place] != NO_BITS:
                place = (place + ONE) & mask
            grown[place] = entry
    return grown


@compiled
def _read(data: np.ndarray, place: int, stop: int) -> tuple[int, int]:
    """The code point at a byte and the bytes it takes; a character cut off at the end reads as U+FFFD."""
    byte = int(data[place])
    if byte < 0x80:
        return byte, 1
    if byte < 0xE0 and place + 1 < stop:
        return (byte & 0x1F) << 6 | int(data[place + 1]) & 0x3F, 2
    if 0xE0 <= byte < 0xF0 and place + 2 < stop:
        return (byte & 0x0F) << 12 | (int(data[place + 1]) & 0x3F) << 6 | int(data[place + 2]) & 0x3F, 3
    if byte >= 0xF0 and place + 3 < stop:
        high = (byte & 0x07) << 18 | (int(data[place + 1]) & 0x3F) << 12
        return high | (int(data[place + 2]) & 0x3F) << 6 | int(data[place + 3]) & 0x3F, 4
    return 0xFFFD, stop - place


@compiled
def _kind_at(data: np.ndarray, place: int, stop: int, kind: np.ndarray) -> int:
    """The class of the character at a byte; OTHER behind the end."""
    return kind[_read(data, place, stop)[0]] if place < stop else OTHER


@compiled
def _starts_single_letter(data: np.ndarray, place: int, stop: int, kind: np.ndarray) -> bool:
    """Whether a piece of one letter, with or without marks, begins at a byte."""
    if _kind_at(data, place, stop, kind) != LETTER:
        return False
    place += _read(data, place, stop)[1]
    while _kind_at(data, place, stop, kind) == MARK:
        place += _read(data, place, stop)[1]
    return not LETTER <= _kind_at(data, place, stop, kind) <= DIGIT


@compiled
def _append(data: np.ndarray, at: tuple, folded: np.ndarray, words: np.ndarray, tail: tuple) -> tuple:
    """Add the lower-case bytes of `at` (byte, width, code point) to `tail` (word to fill, its bytes, its bits)."""
    place, width, code = at
    w, pack, shift = tail
    octets = folded[code] if code < CASED_BELOW else NO_BITS
    if octets == NO_BITS:
        for k in range(width):
            octets |= np.uint64(data[place + k]) << (np.uint64(k) * BYTE_BITS)
    while octets != NO_BITS:
        pack |= (octets & LOW_BYTE) << shift
        shift += BYTE_BITS
        octets >>= BYTE_BITS
        if shift == WORD_BITS:
            words[w] = pack
            w, pack, shift = w + 1, NO_BITS, NO_BITS
    return w, pack, shift


@compiled
def _scan_text(data: np.ndarray, stop: int, tables: tuple, out: tuple, store: tuple) -> None:
    """Scan on from state[0] to `stop`, or to the start of a token that the hash table has no room for."""
    (kind, folded, plain), (term, start, end) = tables, out
    slots, words, first, state = store
    place, inner, n_tokens, n_terms = state[0], state[1], state[2], state[3]
    most_terms, mask = len(slots) // 2, np.uint64(len(slots) - 1)
    free = first[n_terms]
    while place < stop:
        # 1. Skip to a character that starts a token.
        small = plain[data[place]]
        if small == GAP:
            place += 1
            continue
        code, width, now = 0, 1, LETTER
        if small == LOOK:
            code, width = _read(data, place, stop)
            now = kind[code]
            if now < LETTER:
                place += width
                inner += width - 1
                continue
        if n_terms == most_terms:
            break

        # 2. Read the token; its bytes, lower-cased, go into words[free], words[free + 1], ...
        token_start, is_han = place - inner, now == HAN
        w, pack, shift = free, NO_BITS, NO_BITS
        last, bases, in_initials, behind = now, 0, False, -9  # behind: bytes up to the last apostrophe
        if is_han:
            w, pack, shift = _append(data, (place, width, code), folded, words, (w, pack, shift))
            place += width
            inner += width - 1
        while True:
            run = place
            while place < stop and not is_han:
                small = plain[data[place]]
                if small <= LOOK:
                    break
                pack |= np.uint64(small) << shift
                shift += BYTE_BITS
                place += 1
                if shift == WORD_BITS:
                    words[w] = pack
                    w, pack, shift = w + 1, NO_BITS, NO_BITS
            if place > run:
                bases += place - run
                last = kind[data[place - 1]]
            if place >= stop or plain[data[place]] == GAP:
                break
            code, width = _read(data, place, stop)
            now = kind[code]
            if LETTER <= now <= DIGIT:
                if is_han:
                    break
                last = now
                bases += 1
            elif now != MARK:
                # 3. Between two pieces: does this character join them?
                if is_han or now in (HAN, OTHER):
                    break
                after = _kind_at(data, place + width, stop, kind)
                if now == APOSTROPHE and last == LETTER and after == LETTER:
                    in_initials, behind = False, (w - free) * 8 + int(shift) // 8 + 1
                elif now != APOSTROPHE and last == DIGIT and after == DIGIT:
                    in_initials = False
                elif (
                    now == DOT and last == LETTER and bases == 1 and _starts_single_letter(data, place + 1, stop, kind)
                ):
                    in_initials = True
                elif now == DOT and in_initials:  # the last dot of U.S.
                    w, pack, shift = _append(data, (place, width, code), folded, words, (w, pack, shift))
                    place += 1
                    break
                else:
                    break
                bases = 0
            w, pack, shift = _append(data, (place, width, code), folded, words, (w, pack, shift))
            place += width
            inner += width - 1

        # 4. Close the term: fill the last word up with zeros, drop a final 's, hash.
        words[w] = pack
        n_bytes = (w - free) * 8 + int(shift) // 8
        if n_bytes == behind + 1 and words[free + behind // 8] >> (np.uint64(behind % 8) * BYTE_BITS) == SMALL_S:
            n_bytes = behind - 1
            words[free + n_bytes // 8] &= (ONE << (np.uint64(n_bytes % 8) * BYTE_BITS)) - ONE
        n_words = (n_bytes + 7) // 8
        mixed = NO_BITS
        for k in range(free, free + n_words):
            mixed = (mixed ^ words[k]) * MIX
            mixed ^= mixed >> HALF_BITS
        tag = (mixed * MIX) >> HALF_BITS

        # 5. Find the term, or make it the next one.
        slot, found = tag & mask, -1
        while slots[slot] != NO_BITS:
            if slots[slot] >> HALF_BITS == tag:
                known = int(slots[slot] & LOW_HALF) - 1
                k = n_words if first[known + 1] - first[known] == n_words else -1
                while k > 0 and words[first[known] + k - 1] == words[free + k - 1]:
                    k -= 1
                if k == 0:
                    found = known
                    break
            slot = (slot + ONE) & mask
        if found < 0:
            found = n_terms
            slots[slot] = tag << HALF_BITS | np.uint64(n_terms + 1)
            free, n_terms = free + n_words, n_terms + 1
            first[n_terms] = free
        term[n_tokens], start[n_tokens], end[n_tokens] = found, token_start, place - inner
        n_tokens += 1
    state[0], state[1], state[2], state[3] = place, inner, n_tokens, n_terms
