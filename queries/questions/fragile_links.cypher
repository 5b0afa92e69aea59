// nl: Welke loketten alleen via een persoon contact hebben, en wiens vertrek loketten van elkaar zou afsnijden.
// en: Which lokets are in touch through one person only, and whose leaving would cut lokets off from each other.
// definition: 14
// params:
// columns:
//   kind: cut_point (somebody whose leaving cuts lokets off) or only_tie (a pair of lokets whose only tie runs
//     through one)
//   loket, role: where and what that person is; persons are not named
//   lokets_cut_off: of a cut point, lokets that lose touch with the largest part that is left (number); most first
//   a, b: of an only tie, ids of the two lokets, a first in the alphabet
//   ties: of an only tie, running ties between the two, all through that person (number)
:params {};
MATCH (a:Loket)<-[:WORKS_AT]-(p:Professional)-[t:KNOWS|AGREED]-(q:Professional)-[:WORKS_AT]->(b:Loket)
WHERE t.withdrawn_on IS NULL AND a.id < b.id
WITH a.id AS a, b.id AS b, collect([p.id, q.id]) AS pairs
WITH {a: a, b: b, ties: size(pairs), through: [x IN pairs[0] WHERE all(pair IN pairs WHERE x IN pair)]} AS link
WITH collect(link) AS links
CALL (links) {
    UNWIND links AS link
    UNWIND link.through AS person
    MATCH (p:Professional {id: person})-[:WORKS_AT]->(l:Loket)
    RETURN 'only_tie' AS kind, l.id AS loket, p.role AS role, null AS lokets_cut_off, link.a AS a, link.b AS b,
        link.ties AS ties
    UNION ALL
    // Without that person these links are gone; the two ends may still meet through a third loket, or by a detour.
    UNWIND links AS link
    UNWIND link.through AS person
    WITH links, person, collect([link.a, link.b]) AS lost
    WITH person, lost, [link IN links WHERE NOT person IN link.through | [link.a, link.b]] AS rest
    WHERE any(link IN lost WHERE none(x IN rest WHERE link[0] IN x AND any(y IN rest WHERE
        link[1] IN y AND CASE WHEN x[0] = link[0] THEN x[1] ELSE x[0] END IN y)))
    WITH person, rest, reduce(ends = [], link IN lost | ends + [x IN link WHERE NOT x IN ends]) AS ends
    // From each end, the lokets that can still be reached.
    UNWIND ends AS start
    WITH person, reduce(seen = [start], i IN range(0, size(rest)) |
        CASE WHEN i >= size(seen) THEN seen ELSE seen + [n IN
            [link IN rest WHERE seen[i] IN link | CASE WHEN link[0] = seen[i] THEN link[1] ELSE link[0] END]
            WHERE NOT n IN seen] END) AS part
    WITH person, collect(part) AS parts
    WITH person, size(reduce(every = [], part IN parts | every + [x IN part WHERE NOT x IN every])) AS together,
         reduce(most = 0, part IN parts | CASE WHEN size(part) > most THEN size(part) ELSE most END) AS most
    WHERE together > most
    MATCH (p:Professional {id: person})-[:WORKS_AT]->(l:Loket)
    RETURN 'cut_point' AS kind, l.id AS loket, p.role AS role, together - most AS lokets_cut_off, null AS a,
        null AS b, null AS ties
}
RETURN kind, loket, role, lokets_cut_off, a, b, ties
ORDER BY kind, lokets_cut_off DESC, a, b, loket, role;
