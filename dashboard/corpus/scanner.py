"""The compiled loop from UTF-8 bytes to tokens; `tokens.py` says what a token is.

The loop reads each byte once. A token's lower-cased bytes are packed into 64-bit words at the end of
the term store. If the hash table knows the term, the next token overwrites them; if not, they stay and
are a new term. Equal hashes are told apart by comparing all words.

Room is made before a text is scanned, for the worst text of its length: n bytes hold at most
(n + 1) / 2 tokens (each needs a byte, and a separator or three bytes of its own), and lower-casing
at most doubles a character's bytes. Only the number of new terms is open: the scan stops at a
token's start when the hash table is half full, and goes on there once the table is doubled.

All compiled code is in this file: numba sees that the machine code it kept is out of date by this
file alone, so a change of the constants imported here must touch this file too.
"""

from typing import Any

import numpy as np

from dashboard.corpus.characters import APOSTROPHE, CASED_BELOW, COMMA, DIGIT, DOT, HAN, LETTER, MARK, OTHER
from dashboard.corpus.compiled import compiled

ONE_BYTE = np.uint64(8)
ALL_BYTES = np.uint64(64)
LOW_BYTE = np.uint64(0xFF)
NO_BITS = np.uint64(0)
HALF = np.uint64(32)
ID_BITS = np.uint64(0xFFFFFFFF)
MIX = np.uint64(0x9E3779B97F4A7C15)
SMALL_S = np.uint64(ord("s"))
STROKE = np.uint64(ord("'"))
FULL_STOP = np.uint64(0x2E)
FIRST_SLOTS = 1 << 12


@compiled
def scan(data: np.ndarray, bounds: np.ndarray, kind: np.ndarray, folded: np.ndarray) -> Any:
    """Tokens of every text of a UTF-8 buffer; text t is data[bounds[t]:bounds[t + 1]].

    Returns (term, start, end, n_tokens), offsets, (words, first, length, n_terms): term ids in order of first sight,
    start and end in code points of their text, tokens per text summed up, and for each term its first word and its
    bytes. What the arrays hold behind n_tokens and n_terms is not set.
    """
    n_texts, tables = len(bounds) - 1, (kind, folded, _plain(kind, folded))
    room = (bounds[n_texts] - bounds[0]) // 5 + 16
    term, start, end = np.empty(room, np.int32), np.empty(room, np.uint32), np.empty(room, np.uint32)
    offsets = np.zeros(n_texts + 1, np.int64)
    words = np.empty(4096, np.uint64)
    slots = np.zeros(FIRST_SLOTS, np.uint64)
    first, length = np.zeros(FIRST_SLOTS // 2 + 1, np.int64), np.zeros(FIRST_SLOTS // 2 + 1, np.int32)
    state = np.zeros(4, np.int64)  # byte, code point, tokens so far, terms so far
    for t in range(n_texts):
        size = bounds[t + 1] - bounds[t]
        if state[2] + size // 2 + 1 > len(term):
            room = max(2 * len(term), state[2] + size // 2 + 1)
            term, start, end = _longer(term, room), _longer(start, room), _longer(end, room)
        if first[state[3]] + size + 2 > len(words):
            words = _longer(words, max(2 * len(words), first[state[3]] + size + 2))
        state[0], state[1] = bounds[t], 0
        while True:
            _scan_text(data, bounds[t + 1], tables, (term, start, end), (slots, words, first, length, state))
            if state[0] >= bounds[t + 1]:
                break
            slots = _doubled(slots)
            first, length = _longer(first, len(slots) // 2 + 1), _longer(length, len(slots) // 2 + 1)
        offsets[t + 1] = state[2]
    return (term, start, end, state[2]), offsets, (words, first, length, state[3])


@compiled
def _plain(kind: np.ndarray, folded: np.ndarray) -> np.ndarray:
    """Per byte: the lower-case ASCII letter or digit, 0 for every other byte."""
    plain = np.zeros(256, np.uint8)
    for octet in range(0x80):
        if LETTER <= kind[octet] <= DIGIT:
            plain[octet] = octet if folded[octet] == NO_BITS else folded[octet]
    return plain


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
            place = (entry >> HALF) & mask
            while grown[place] != NO_BITS:
                place = (place + np.uint64(1)) & mask
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
def _pack(octets: np.uint64, words: np.ndarray, tail: tuple) -> tuple:
    """Append up to eight bytes, lowest first, to a term; `tail` is (word being filled, its bytes, bits in them)."""
    w, pack, shift = tail
    while octets != NO_BITS:
        pack |= (octets & LOW_BYTE) << shift
        shift += ONE_BYTE
        octets >>= ONE_BYTE
        if shift == ALL_BYTES:
            words[w] = pack
            w, pack, shift = w + 1, NO_BITS, NO_BITS
    return w, pack, shift


@compiled
def _folded_at(data: np.ndarray, place: int, width: int, code: int, folded: np.ndarray) -> np.uint64:
    """The UTF-8 bytes of the character's lower-case form, first byte lowest."""
    octets = folded[code] if code < CASED_BELOW else NO_BITS
    if octets == NO_BITS:
        for k in range(place, place + width):
            octets |= np.uint64(data[k]) << (np.uint64(k - place) * ONE_BYTE)
    return octets


@compiled
def _scan_text(data: np.ndarray, stop: int, tables: tuple, out: tuple, store: tuple) -> None:
    """Scan on from state[0] to `stop`, or to the start of a token that the hash table has no room for."""
    kind, folded, plain = tables
    term, start, end = out
    slots, words, first, length, state = store
    place, code_point, n_tokens, n_terms = state[0], state[1], state[2], state[3]
    most_terms, mask = len(slots) // 2, np.uint64(len(slots) - 1)
    free = first[n_terms]
    while place < stop:
        # 1. Skip to a character that starts a token.
        octet = data[place]
        if octet < 0x80 and plain[octet] == 0:
            place += 1
            code_point += 1
            continue
        code, width = _read(data, place, stop)
        now = kind[code]
        if now < LETTER:
            place += width
            code_point += 1
            continue
        if n_terms == most_terms:
            break

        # 2. Read the token; its bytes, lower-cased, go into words[free], words[free + 1], ...
        token_start, is_han = code_point, now == HAN
        w, pack, shift = free, NO_BITS, NO_BITS
        last, bases, in_initials, has_apostrophe = now, 0, False, False
        if is_han:
            w, pack, shift = _pack(_folded_at(data, place, width, code, folded), words, (w, pack, shift))
            place += width
            code_point += 1
        while True:
            run = place
            while place < stop and not is_han:
                small = plain[data[place]]
                if small == 0:
                    break
                pack |= np.uint64(small) << shift
                shift += ONE_BYTE
                place += 1
                if shift == ALL_BYTES:
                    words[w] = pack
                    w, pack, shift = w + 1, NO_BITS, NO_BITS
            if place > run:
                bases += place - run
                code_point += place - run
                last = kind[data[place - 1]]
            if place >= stop:
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
                if is_han or now < APOSTROPHE or now > COMMA:
                    break
                after = _kind_at(data, place + width, stop, kind)
                if now == APOSTROPHE and last == LETTER and after == LETTER:
                    in_initials, has_apostrophe = False, True
                elif now != APOSTROPHE and last == DIGIT and after == DIGIT:
                    in_initials = False
                elif now == DOT and last == LETTER and bases == 1:
                    if not _starts_single_letter(data, place + width, stop, kind):
                        if in_initials:  # the last dot of U.S.
                            w, pack, shift = _pack(FULL_STOP, words, (w, pack, shift))
                            place += 1
                            code_point += 1
                        break
                    in_initials = True
                else:
                    break
                bases = 0
            w, pack, shift = _pack(_folded_at(data, place, width, code, folded), words, (w, pack, shift))
            place += width
            code_point += 1

        # 4. Close the term: fill the last word up with zeros, drop a final 's, hash.
        words[w] = pack
        n_bytes = (w - free) * 8 + int(shift >> np.uint64(3))
        if has_apostrophe and _byte(words, free, n_bytes - 1) == SMALL_S and _byte(words, free, n_bytes - 2) == STROKE:
            n_bytes -= 2
            words[free + n_bytes // 8] &= (np.uint64(1) << (np.uint64(n_bytes % 8) * ONE_BYTE)) - np.uint64(1)
        n_words = (n_bytes + 7) // 8
        mixed = NO_BITS
        for k in range(free, free + n_words):
            mixed = (mixed ^ words[k]) * MIX
            mixed ^= mixed >> HALF
        tag = (mixed * MIX) >> HALF

        # 5. Find the term, or make it the next one.
        slot = tag & mask
        found = -1
        while slots[slot] != NO_BITS:
            if slots[slot] >> HALF == tag:
                known = int(slots[slot] & ID_BITS) - 1
                k = n_words if length[known] == n_bytes else -1
                while k > 0 and words[first[known] + k - 1] == words[free + k - 1]:
                    k -= 1
                if k == 0:
                    found = known
                    break
            slot = (slot + np.uint64(1)) & mask
        if found < 0:
            found = n_terms
            slots[slot] = tag << HALF | np.uint64(n_terms + 1)
            length[n_terms] = n_bytes
            free += n_words
            n_terms += 1
            first[n_terms] = free
        term[n_tokens], start[n_tokens], end[n_tokens] = found, token_start, code_point
        n_tokens += 1
    state[0], state[1], state[2], state[3] = place, code_point, n_tokens, n_terms


@compiled
def _byte(words: np.ndarray, begin: int, k: int) -> np.uint64:
    """Byte k of the term whose words start at `begin`."""
    return words[begin + k // 8] >> (np.uint64(k % 8) * ONE_BYTE) & LOW_BYTE
