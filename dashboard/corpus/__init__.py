"""Stories become integers: tokens, sentences, vocabulary, postings."""
