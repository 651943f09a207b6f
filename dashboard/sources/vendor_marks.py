"""Lines that vendors print around their documents, as patterns of a stripped line."""

import re

WORD_NAMES = "words?|mots?|Wörter|Worte?|palabras?|parole|palavras?|woorden|слов[аои]?|ord|字"
CODE = r"[a-z0-9]{3,12}(?:1[89]|20)\d{6}[a-z0-9]{6,12}"
# "Document ABC0000020240516ek5g0001": the last line of a Factiva document, in either layout.
NUMBERED = re.compile(
    rf"^(?:AN\s+)?(?:(?:Document|Dokument|Documento|Документ|文件|文档)\s+|(?<=AN\s))(?P<number>{CODE})\s*$",
    re.IGNORECASE,
)
COUNTED = re.compile(rf"^(?:WC\s+)?\d[\d.,'’ \u00a0\u202f]{{0,12}}(?:{WORD_NAMES})$", re.IGNORECASE)
NAME = r"[^\W\d_]{2,14}"
YEAR = r"(?:1[89]|20)\d\d"
# A line that is a day and nothing else: "January 11, 2010 Monday", "3 mars 2019", "Mittwoch 16. Mai 2024".
DAY = re.compile(
    rf"^(?:{NAME}[,.]?\s+)?(?:\d{{1,2}}(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?{NAME}\.?,?\s+(?:de\s+)?{YEAR}"
    rf"|{NAME}\.?\s+\d{{1,2}},?\s+{YEAR}|{YEAR}-\d\d-\d\d|{YEAR}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日)"
    rf"(?:,?\s+{NAME})?(?:,?\s+\d{{1,2}}[:.]\d\d.*)?$"
)
CODED = re.compile(r"^(?:HD|SE|CLM)(?:\s|$)")
FURNITURE = re.compile(
    r"^(?:page\s*\d*\s*(?:of|de|von|/)?\s*\d*\s*)?(?:[©(]c?\)?\s*\d{4}\s+(?:factiva|dow jones|lexisnexis)\b.*)$"
    r"|^page\s+\d+(?:\s+(?:of|de|von)\s+\d+)?$|^(?:factiva|dow jones)(?:\s+(?:rtf|html))?(?:\s+display format)?$",
    re.IGNORECASE,
)
SUMMARY = re.compile(r"^(?:search summary|résumé de (?:la )?recherche|suchzusammenfassung)\b", re.IGNORECASE)
RESULTS = re.compile(
    r"^(?:results found|résultats(?: trouvés)?|gefundene ergebnisse|resultados)\s*:?\s*(?P<n>\d[\d.,]*)?$",
    re.IGNORECASE,
)
# "1 of 100 DOCUMENTS", "Document 1 de 100", "Dokument 1 von 100": the first line of a classic Lexis document.
PLACE = re.compile(
    r"^(?:(?P<x>\d[\d,.]*) (?:of|de|von|di|van) (?P<y>\d[\d,.]*) (?:documents?|dokumenten?|documenti|documentos?)"
    r"|(?:document|dokument|documento) (?P<u>\d[\d,.]*) (?:of|de|von|di|van) (?P<v>\d[\d,.]*))$",
    re.IGNORECASE,
)
LENGTH = re.compile(
    r"^(?:LENGTH|LONGUEUR|LÄNGE|LONGITUD|LENGTE|LUNGHEZZA|EXTENSÃO)\s?:\s{0,9}\d[\d.,'’ \u00a0\u202f]{0,12}\w*",
    re.IGNORECASE,
)
TRAILER = re.compile(
    r"^(?:LOAD-DATE|DATE-CHARGEMENT|UPDATE|LANGUAGE|LANGUE|SPRACHE|PUBLICATION-TYPE|TYPE-PUBLICATION|PUBLIKATIONSTYP|"
    r"JOURNAL-CODE|ZEITUNGS-CODE|CODE-REVUE)\s?:|^(?:copyright|©)\s.*\d{4}"
    r"|^(?:all rights reserved|tous droits réservés|alle rechte vorbehalten)\b",
    re.IGNORECASE,
)
FINISHED = re.compile(r"^(?:end of document|fin du document|ende des dokuments|fin del documento)$", re.IGNORECASE)
LOADED = re.compile(r"^(?:load-date|date de chargement|ladedatum)\s?:", re.IGNORECASE)
BODY = re.compile(r"^(?:body|corps|text|texte|volltext|cuerpo)$", re.IGNORECASE)
LISTED = re.compile(r"^(?:documents?|dokumente?|documentos?)\s*\((?P<n>\d[\d,.]*)\)$", re.IGNORECASE)
# A text without any of these is no export: one pass that ordinary pages pay.
SIGNS = re.compile(
    rf"^[^\S\n]{{0,90}}(?:{FINISHED.pattern[1:-1]}|(?:AN\s+)?(?:\w+\s+)?{CODE}|.{{0,12}}\d (?:of|de|von|di|van) \d.*"
    rf"|{LENGTH.pattern[1:]})",
    re.IGNORECASE | re.MULTILINE,
)
