// nl: Alles over een loket: wat het doet, voor wie, wie er werkt, waar hulpvragen vandaan komen en heen gaan, en wie
// nl: het kent.
// en: All about one loket: what it does, for whom, who works there, where cases come from and go to, and whom it knows.
// definition: 1, 2 and the records
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   loket: its id
// columns:
//   loket, name: id and name
//   organisation, kind: name of the organisation (its id where it has none), and its kind
//   domains, target_groups, areas, channels: as recorded (lists)
//   opening_hours, referral_conditions: as recorded
//   checked_on: day of the last check
//   roles: list of {role, people}: how many people in each role (number), most first
//   cases, visits: cases that visited it, and their visits to it (number)
//   receives_from, sends_to: list of {loket, hops, back}: hops (number), and how many of them went straight back;
//     most first
//   knows: list of {loket, ties}: lokets with running ties, and how many (number); most first
:params {source: null, loket: 'cjg'};
MATCH (m:Meta) WITH m.version AS v
// Figures of a log add up with nothing: where there are more sources, nothing is found until one is named.
WHERE $source IS NOT NULL OR NOT EXISTS {
    MATCH (log:Source {kind: 'log'}), (other:Source) WHERE log <> other
    AND EXISTS { MATCH (c:Case {source: log.name}) WHERE c.v_from <= v < c.v_to }
    AND EXISTS { MATCH (c:Case {source: other.name}) WHERE c.v_from <= v < c.v_to }
}

MATCH (here:Loket {id: $loket})
// A loket that only an import names that is not complete is not there yet.
WHERE coalesce(here.known, false) OR EXISTS { (here)<-[:WORKS_AT|AT]-() }
    OR EXISTS { MATCH (here)<-[:ENTERED]-(c:Case) WHERE c.v_from <= v < c.v_to }
    OR EXISTS { MATCH (here)<-[:FROM|TO]-(r:Referral) WHERE r.v_from <= v < r.v_to }
CALL (v, here) {
    MATCH (c:Case) WHERE c.v_from <= v < c.v_to AND coalesce($source, 'all') IN ['all', c.source]
    AND (EXISTS { (c)-[:ENTERED]->(here) } OR EXISTS { MATCH (c)<-[:IN]-(:Referral)-[:TO|FROM]->(here) })
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

    UNWIND [i IN range(0, size(visits) - 1) WHERE visits[i].loket = here.id] AS i
    WITH c.id AS id,
         CASE WHEN i > 0 THEN {loket: visits[i - 1].loket, back: coalesce(visits[i + 1].loket = visits[i - 1].loket,
             false)} END AS before,
         CASE WHEN i + 1 < size(visits) THEN {loket: visits[i + 1].loket,
             back: coalesce(visits[i + 2].loket = here.id, false)} END AS after
    RETURN count(DISTINCT id) AS cases, count(*) AS visits, collect(before) AS befores, collect(after) AS afters
}
CALL (befores) {
    UNWIND befores AS x
    WITH x.loket AS loket, count(*) AS hops, sum(CASE WHEN x.back THEN 1 ELSE 0 END) AS back ORDER BY hops DESC, loket
    RETURN collect({loket: loket, hops: hops, back: back}) AS receives_from
}
CALL (afters) {
    UNWIND afters AS x
    WITH x.loket AS loket, count(*) AS hops, sum(CASE WHEN x.back THEN 1 ELSE 0 END) AS back ORDER BY hops DESC, loket
    RETURN collect({loket: loket, hops: hops, back: back}) AS sends_to
}
CALL (here) {
    MATCH (here)<-[:WORKS_AT]-(p:Professional)
    WITH p.role AS role, count(*) AS people ORDER BY people DESC, role
    RETURN collect({role: role, people: people}) AS roles
}
CALL (here) {
    MATCH (here)<-[:WORKS_AT]-(:Professional)-[t:KNOWS|AGREED]-(:Professional)-[:WORKS_AT]->(l:Loket)
    WHERE t.withdrawn_on IS NULL AND l <> here
    WITH l.id AS loket, count(*) AS ties ORDER BY ties DESC, loket
    RETURN collect({loket: loket, ties: ties}) AS knows
}
OPTIONAL MATCH (here)-[:PART_OF]->(o:Organisation)
RETURN here.id AS loket, here.name AS name, coalesce(o.name, o.id) AS organisation, o.kind AS kind,
       here.domains AS domains, here.target_groups AS target_groups, here.areas AS areas, here.channels AS channels,
       here.opening_hours AS opening_hours, here.referral_conditions AS referral_conditions,
           here.checked_on AS checked_on,
       roles, cases, visits, receives_from, sends_to, knows;
