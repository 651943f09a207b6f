"""Refrain reads a pile of news coverage and shows what it keeps saying.

::

    sources ─▶ articles ─▶ corpus ─▶ analysis ─▶ store                back door: build
    store ─▶ analysis ─▶ charts ─▶ views ─▶ reader                    front door: app
    reader clicks ─▶ pick (in the URL) ─▶ analysis.evidence ─▶ the sentence, marked

    8  app.py  serve.py  __main__.py  build.py      the doors
    7  views/                                       one script per page          } Streamlit lives
    6  ui/                                          widgets, cache, clicks       } on 6 to 8 only
    5  charts/   export/   store/                   tables → pictures, files, disk
    4  analysis/                                    corpus + selection → tables
    3  corpus/                                      articles → integers
    2  articles/   sources/                         files → raw documents → articles
    1  schema.py   table.py   sections.py   settings.py   compiled.py
    0  errors.py

Imports only go down. ``tests/test_house.py`` keeps it so.
"""
