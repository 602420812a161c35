"""The glossary: the concepts of the thesaurus from A to Z, and as data for translators (SKOS, ISO 30042)."""
