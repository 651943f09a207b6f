"""Invented exports in the layouts of the vendors: every name, paper and sentence in them is made up."""

CLASSIC = """
Download Request: Selected Items: 1-3
Time Of Request: Friday, May 17, 2024  16:51:31

Terms: (harbour AND treaty)


                               1 of 3 DOCUMENTS


                             The Sorrel Bay Courier

                             May 16, 2024 Thursday
                                   Edition 1;
                                    Scotland

Covid-19, part 1: the harbour after the storm

BYLINE: Ann Lee and
 Bob Ray

SECTION: NEWS; Pg. 3

LENGTH: 57 words

DATELINE: SORREL BAY

The two ministers met in the old harbour on Thursday and signed a long treaty
about fish, ropes and nets, which nobody had read to its end before the storm
came.

They talked until nine. "We will come back," the first of them said, and took
the boat that had waited since noon.

LOAD-DATE: May 16, 2024

LANGUAGE: ENGLISH

GRAPHIC: The harbour on Thursday.

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: SBC


                  Copyright 2024 Sorrel Bay Newspapers Ltd
                            All Rights Reserved

                               2 of 3 DOCUMENTS


                             The Sorrel Bay Courier

                             May 17, 2024 Friday
                             Correction Appended

Treaty signed

LENGTH: 5 words

They signed it on Friday.

CORRECTION: An earlier version named 1 June 1999 as the day of the treaty.

CORRECTION-DATE: May 19, 2024

LOAD-DATE: May 17, 2024

LANGUAGE: ENGLISH


                  Copyright 2024 Sorrel Bay Newspapers Ltd
                            All Rights Reserved

                               3 of 3 DOCUMENTS

                  Copyright 2024 The Example Company
                              The Example Times

                     May 18, 2024 Saturday
                     Late Edition - Final

SECTION: Section A; Column 1; Foreign Desk; Pg. 1

LENGTH: 4 words

HEADLINE: Boats Are Back

BYLINE: By CAL DOE

 The boats are back.

LOAD-DATE: May 18, 2024
"""

FRENCH = """
                             Document 1 de 2

                              Le Courrier du Cap

                              dimanche 3 mars 2019

Le traité est signé

AUTEUR: Anne Petit

RUBRIQUE: MONDE; p. 4

LONGUEUR: 6 mots

Les ministres ont signé le traité.

DATE-CHARGEMENT: 3 mars 2019

LANGUE: FRENCH; FRANÇAIS

TYPE-PUBLICATION: Journal

                   Copyright 2019 Le Courrier du Cap
                         Tous droits réservés

                             Document 2 de 2

                              Le Courrier du Cap

                              lundi 1er avril 2019

Un bateau revient

LONGUEUR: 4 mots

Un bateau est revenu.

DATE-CHARGEMENT: 2 avril 2019

LANGUE: FRENCH; FRANÇAIS
"""

GERMAN = """
                             Dokument 1 von 1

                              Hafenbote

                              Donnerstag 16. Mai 2024

Der Vertrag ist unterschrieben

AUTOR: Max Weber

RUBRIK: POLITIK; S. 2

LÄNGE: 6 Wörter

Die Minister unterschrieben ihn am Donnerstag.

UPDATE: 16. Mai 2024

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung
"""

NEXIS = """User Name: A Reader
Date and Time: Friday, May 17, 2024 10:00:00 AM EDT
Job Number: 1234567

Documents (2)
1. Ministers meet in Sorrel Bay
Client/Matter: -None-
Search Terms: harbour
2. Boats are back
Client/Matter: -None-
Search Terms: harbour

Ministers meet in Sorrel Bay
The Sorrel Bay Courier
May 16, 2024 Thursday
Copyright 2024 Sorrel Bay Newspapers Ltd All Rights Reserved

Section: NEWS; Pg. 3
Length: 14 words
Byline: Ann Lee
Highlight: Nobody had read it.

Body

The two ministers met in the old harbour on Thursday.
They signed a treaty.

Graphic

The harbour on Thursday.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: FISHING (90%); TREATIES (78%)
Load-Date: May 16, 2024

End of Document

Boats are back
Example Times Online
May 18, 2024 Saturday 7:30 AM GMT
Copyright 2024 The Example Company All Rights Reserved

Length: 4 words

Body

The boats are back.

Load-Date: May 18, 2024

End of Document
"""

PLAIN = """News
Ministers meet in Sorrel Bay
By Ann Lee
1,057 words
16 May 2024
19:37
The Sorrel Bay Courier
SBCOUR
1; National
English
(c) 2024 Sorrel Bay Newspapers Ltd
The two ministers met in the old harbour on Thursday.
They signed a treaty.
Document SBCOUR0020240516ek5g0001

News
Boats are back
4 words
17 May 2024
The Sorrel Bay Courier
SBCOUR
English
(c) 2024 Sorrel Bay Newspapers Ltd
The boats are back.
Document SBCOUR0020240517ek5h0002

Page 2 of 3 © 2024 Factiva, Inc. All rights reserved.

News
Rain until Sunday
3 words
18 May 2024
The Sorrel Bay Courier
SBCOUR
English
(c) 2024 Sorrel Bay Newspapers Ltd
Rain will fall.
Document SBCOUR0020240518ek5i0003

Search Summary
Text
harbour
Date
01/05/2024 to 31/05/2024
Results Found
3
Timestamp
19 May 2024 16:44
"""

CODES = """
SE   Politique
HD   Le traité est signé
BY   Par Anne Petit
WC   1 234 mots
PD   3 mars 2019
ET   06:27
SN   Le Courrier du Cap
SC   CCAP
ED   1; Nationale
PG   4
LA   Français
CY   Copyright 2019 Le Courrier du Cap. Tous droits réservés.

LP   Les ministres ont signé le traité.

TD   IN dubio, le bateau attend.
Il est parti dimanche.

CO   cap : Le Cap SA
NS   gpol : Politique | gcat : Divers
RE   fra : France
PUB  Le Courrier du Cap SA
AN   Document CCAP000020190303ef330001w

HD
Der Vertrag ist unterschrieben
WC
612 Wörter
PD
16. Mai 2024
SN
Hafenbote
LA
Deutsch
LP
Die Minister unterschrieben ihn am Donnerstag.
AN
Dokument HAFENB0020240516ek5g0000x
"""
