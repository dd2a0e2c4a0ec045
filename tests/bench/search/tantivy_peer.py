"""tantivy, in a Python of its own: texts and queries as JSON on standard input, what it found and took on output."""

import json
import statistics
import sys
import time

import tantivy

ROUNDS = 3
HUNDRED = 100_000


def timed(run):
    run()
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        took.append((time.process_time() - start) * 1000)
    return statistics.median(took)


def main():
    said = json.load(sys.stdin)
    schema = (
        tantivy.SchemaBuilder()
        .add_integer_field("id", stored=True, fast=True)
        .add_text_field("x", stored=False, tokenizer_name="ngrams", index_option="freq")
        .build()
    )
    index = tantivy.Index(schema, path=said["folder"])
    cut = tantivy.Tokenizer.ngram(min_gram=1, max_gram=2, prefix_only=False)
    index.register_tokenizer("ngrams", tantivy.TextAnalyzerBuilder(cut).filter(tantivy.Filter.lowercase()).build())
    writer = index.writer(200_000_000, 1)
    start = time.process_time()
    for number, text in said["texts"].items():
        writer.add_document(tantivy.Document(id=int(number), x=text))
    writer.commit()
    writer.wait_merging_threads()
    seconds = time.process_time() - start
    index.reload()
    searcher = index.searcher()

    def query(words):
        grams = set()
        for word in words:
            word = word.lower()
            grams |= {word[i : i + 2] for i in range(len(word) - 1)} or {word}
        terms = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "x", gram)) for gram in sorted(grams)]
        return tantivy.Query.boolean_query(terms)

    def newest(words, most):
        found = searcher.search(query(words), limit=most, order_by_field="id", order=tantivy.Order.Desc, count=False)
        return [searcher.doc(address)["id"][0] for _, address in found.hits]

    def ranked(words):
        found = searcher.search(query(words), limit=20, count=False)
        return [searcher.doc(address)["id"][0] for _, address in found.hits]

    out = {
        "seconds": seconds,
        "found": [newest(words, HUNDRED) for words in said["asked"]],
        "newest": [timed(lambda words=words: newest(words, 20)) for words in said["asked"]],
        "ranked": [timed(lambda words=words: ranked(words)) for words in said["asked"]],
    }
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main()
