// nl: Welke loketten dezelfde gezinnen helpen en toch zelden naar elkaar verwijzen, of elkaar niet kennen.
// en: Which lokets help the same households and yet hardly refer to each other, or do not know each other.
// definition: 11
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   shared_households: households that two lokets must share at least (number; 9 or more counts)
//   within: both visited within so many days (days)
//   alpha: limit of the adjusted p (0 to 1)
// columns:
//   a, b: ids of the lokets, a first in the alphabet
//   shared_households: households that visited both within that time (number)
//   expected: how many that would be by chance (number): visitors of a times visitors of b / households
//   lift: shared_households / expected; null where nobody visits one of them
//   p: chance of so many or more by chance (hypergeometric, 0 to 1); null where the lift is 1 or less
//   p_adjusted: p after Benjamini-Hochberg over all pairs of lokets with a visitor (0 to 1)
//   referrals: referrals from one to the other that name both (number)
//   tied: whether a professional of a has a running tie with one of b
//   form: rarely_referred (they share much and hardly refer), no_tie (they share households or referrals, and nobody
//     there knows the other; only of lokets whose professionals are known), or both; those that hardly refer first
:params {source: null, shared_households: 10, within: 365, alpha: 0.05};
MATCH (m:Meta) WITH m.version AS v
// Figures of a log add up with nothing: where there are more sources, nothing is found until one is named.
WHERE $source IS NOT NULL OR NOT EXISTS {
    MATCH (log:Source {kind: 'log'}), (other:Source) WHERE log <> other
    AND EXISTS { MATCH (c:Case {source: log.name}) WHERE c.v_from <= v < c.v_to }
    AND EXISTS { MATCH (c:Case {source: other.name}) WHERE c.v_from <= v < c.v_to }
}
MATCH (c:Case) WHERE c.v_from <= v < c.v_to AND coalesce($source, 'all') IN ['all', c.source]
// R, the responsibility sequence: the entry, each sending, and each return after a refusal, in order.
OPTIONAL MATCH (c)-[:ENTERED]->(entry:Loket)
CALL (v, c) {
    MATCH (c)<-[:IN]-(r:Referral)-[:TO]->(to:Loket) WHERE r.v_from <= v < r.v_to
    OPTIONAL MATCH (r)-[:FROM]->(from:Loket)
    UNWIND CASE r.status WHEN 'refused' THEN [false, true] ELSE [false] END AS back
    WITH r, to.id AS to, from.id AS from, back, back AND coalesce(r.status_at > r.sent, false) AS answered
    WITH *, CASE WHEN answered THEN r.status_at ELSE r.sent END AS at
    ORDER BY at, coalesce(r.seq, -9223372036854775808), r.position, back
    RETURN collect({
        r: r, from: from, to: to, back: back, at: at,
        day: CASE WHEN answered THEN 'status_at' ELSE 'sent' END IN coalesce(r.dates, [])
    }) AS rows
}
// Where the case stands before the first row, and after each row: stand[i + 1] is after rows[i].
WITH *, reduce(stand = [coalesce(entry.id, rows[0].from)], row IN rows | stand + coalesce(
    CASE
        WHEN NOT row.back THEN row.to
        WHEN row.to = stand[-1]
        THEN coalesce(row.from, head([i IN range(0, size(stand) - 2) WHERE rows[i].r = row.r | stand[i]]))
    END,
    stand[-1]
)) AS stand
// A visit begins where the case stands elsewhere than before.
WITH *, [i IN range(0, size(rows))
         WHERE stand[i] IS NOT NULL AND (i = 0 OR coalesce(stand[i] <> stand[i - 1], true))] AS begins
WITH *, [i IN begins | CASE
    WHEN i > 0 THEN {loket: stand[i], at: rows[i - 1].at, day: rows[i - 1].day}
    WHEN c.opened IS NULL THEN {loket: stand[0], at: rows[0].at, day: rows[0].day}
    ELSE {loket: stand[0], at: c.opened, day: 'opened' IN coalesce(c.dates, [])}
END] AS visits

WITH v, c, visits WHERE size(visits) > 0
OPTIONAL MATCH (c)-[:OF]->(h:Household)
UNWIND visits AS visit
WITH v, coalesce(h.id, 'h-' + substring(c.id, 2)) AS home, visit.loket AS loket, collect(visit) AS times
WITH v, home, collect({loket: loket, times: times}) AS places
WITH v, collect(places) AS homes
CALL (homes) {
    UNWIND homes AS places
    UNWIND places AS place
    WITH place.loket AS loket, count(*) AS n
    RETURN collect({loket: loket, n: n}) AS visitors
}
CALL (v, homes) {
    UNWIND homes AS places
    UNWIND places AS one
    UNWIND places AS other
    WITH one, other WHERE one.loket < other.loket AND any(x IN one.times WHERE any(y IN other.times WHERE
        CASE WHEN x.day AND y.day THEN floor(abs(y.at - x.at) / 86400000000.0 + 0.5)
             ELSE abs(y.at - x.at) / 86400000000.0 END <= $within))
    RETURN one.loket AS a, other.loket AS b, count(*) AS shared, 0 AS referrals
    UNION ALL
    MATCH (from:Loket)<-[:FROM]-(r:Referral)-[:TO]->(to:Loket) WHERE r.v_from <= v < r.v_to AND from <> to
    MATCH (r)-[:IN]->(c:Case) WHERE coalesce($source, 'all') IN ['all', c.source]
    WITH CASE WHEN from.id < to.id THEN from.id ELSE to.id END AS a, CASE WHEN from.id < to.id THEN to.id
        ELSE from.id END AS b
    RETURN a, b, 0 AS shared, count(*) AS referrals
}
WITH size(homes) AS n, visitors, a, b, shared, referrals
WITH n, size(visitors) AS lokets, a, b, sum(shared) AS shared, sum(referrals) AS referrals,
     coalesce(head([x IN visitors WHERE x.loket = a | x.n]), 0) AS n_a,
     coalesce(head([x IN visitors WHERE x.loket = b | x.n]), 0) AS n_b
WITH *, n_a * 1.0 * n_b / n AS expected, lokets * (lokets - 1) / 2 AS tests
// The chance of exactly so many, from logarithms of factorials (Stirling's series from 10 on), and then of more.
WITH *, CASE WHEN shared > expected THEN exp(reduce(total = 0.0, term IN [
        [1, n_a], [-1, shared], [-1, n_a - shared], [1, n - n_a], [-1, n_b - shared], [-1, n - n_a - n_b + shared],
        [-1, n], [1, n_b], [1, n - n_b]
    ] | total + term[0] * CASE
        WHEN term[1] < 10 THEN log([1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880][term[1]])
        ELSE term[1] * log(term[1]) - term[1] + 0.5 * log(2 * pi() * term[1])
            + 1.0 / (12 * term[1]) - 1.0 / (360 * term[1] ^ 3) + 1.0 / (1260 * term[1] ^ 5) END)) END AS exactly
WITH *, exactly * reduce(s = [1.0, 1.0], k IN range(shared, CASE WHEN n_a < n_b THEN n_a ELSE n_b END - 1) |
    CASE WHEN s[1] < 1e-18 * s[0] THEN s ELSE
        [s[0] + s[1] * (n_a - k) * (n_b - k) / ((k + 1.0) * (n - n_a - n_b + k + 1)),
         s[1] * (n_a - k) * (n_b - k) / ((k + 1.0) * (n - n_a - n_b + k + 1))] END)[0] AS p
ORDER BY p, a, b
WITH collect({a: a, b: b, shared: shared, expected: expected, p: CASE WHEN p > 1 THEN 1.0 ELSE p END,
    referrals: referrals}) AS pairs, tests
// Benjamini-Hochberg: from the largest p down, the least of p * tests / rank. Chances that are null rank last and
// are 1.
WITH pairs, tests, size([pair IN pairs WHERE pair.p IS NOT NULL]) AS known
WITH pairs, known, reduce(least = [1.0], i IN range(known, 1, -1) | least +
    CASE WHEN pairs[i - 1].p * tests / i < least[-1] THEN pairs[i - 1].p * tests / i ELSE least[-1] END) AS adjusted
UNWIND range(0, size(pairs) - 1) AS i
WITH pairs[i] AS pair, CASE WHEN i < known THEN adjusted[known - i] END AS p_adjusted
MATCH (a:Loket {id: pair.a}), (b:Loket {id: pair.b})
WITH a, b, pair, p_adjusted, CASE WHEN pair.expected > 0 THEN pair.shared / pair.expected END AS lift,
    EXISTS { MATCH (a)<-[:WORKS_AT]-(:Professional)-[t:KNOWS|AGREED]-(:Professional)-[:WORKS_AT]->(b)
             WHERE t.withdrawn_on IS NULL } AS tied,
    EXISTS { (a)<-[:WORKS_AT]-() } AND EXISTS { (b)<-[:WORKS_AT]-() } AS mapped
WITH *, pair.shared >= 9 AND pair.shared >= $shared_households AND lift >= 2 AND coalesce(p_adjusted < $alpha, false)
        AND pair.referrals <= 0.05 * pair.shared AS rarely,
     mapped AND NOT tied AS strangers
WHERE rarely OR strangers
RETURN pair.a AS a, pair.b AS b, pair.shared AS shared_households, pair.expected AS expected, lift, pair.p AS p,
    p_adjusted,
       pair.referrals AS referrals, tied,
       CASE WHEN rarely AND strangers THEN 'both' WHEN rarely THEN 'rarely_referred' ELSE 'no_tie' END AS form
ORDER BY rarely DESC, shared_households DESC, a, b;
