// Adds a source.
// takes: number, name, kind
// gives:
CREATE (:Source {number: $number, name: $name, kind: $kind})
