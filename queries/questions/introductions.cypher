// nl: Wie je aan elkaar kan voorstellen: de kortste keten van mensen die elkaar kennen, tussen twee loketten of
// nl: professionals.
// en: Who can introduce you: the shortest chain of people who know each other, between two lokets or professionals.
// definition: the layer knows of the ties
// params:
//   a, b: ids of lokets or professionals
//   chains: at most so many chains of the shortest length (number)
// columns:
//   chain: 1, 2, ...: chains of the same length, by the ids of their people
//   step: 1 is at a, the last is at b
//   professional: id
//   role: as recorded
//   loket: id of the loket where this person works
//   strength: of the tie with the one before (as told); null where nobody said
:params {a: 'cjg', b: 'verslavingszorg', chains: 3};
// Only ties that were not withdrawn, between people who are still there; who knows whom counts both ways.
MATCH (x:Professional) WHERE x.id = $a OR EXISTS { (x)-[:WORKS_AT]->(:Loket {id: $a}) }
MATCH (y:Professional) WHERE (y.id = $b OR EXISTS { (y)-[:WORKS_AT]->(:Loket {id: $b}) }) AND x <> y
MATCH path = allShortestPaths((x)-[:KNOWS*..8]-(y))
WHERE all(t IN relationships(path) WHERE t.withdrawn_on IS NULL)
    AND all(n IN nodes(path) WHERE coalesce(n.until >= date(), true))
WITH length(path) AS length, [n IN nodes(path) | n.id] AS ids, max([t IN relationships(path) | t.strength]) AS strengths
WITH length, ids, strengths ORDER BY length, ids
WITH collect({length: length, ids: ids, strengths: strengths}) AS found
WITH [chain IN found WHERE chain.length = found[0].length][..$chains] AS found
UNWIND range(0, size(found) - 1) AS i
UNWIND range(0, size(found[i].ids) - 1) AS k
MATCH (p:Professional {id: found[i].ids[k]})
OPTIONAL MATCH (p)-[:WORKS_AT]->(l:Loket)
RETURN i + 1 AS chain, k + 1 AS step, p.id AS professional, p.role AS role, l.id AS loket,
       CASE WHEN k > 0 THEN found[i].strengths[k - 1] END AS strength
ORDER BY chain, step;
