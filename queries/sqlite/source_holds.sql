-- Whether anything of a source stands.
-- takes: source
-- gives: holds
SELECT
    EXISTS (SELECT 1 FROM cases_now WHERE source = :source)
    OR EXISTS (SELECT 1 FROM referrals_now WHERE source = :source)
    OR EXISTS (SELECT 1 FROM records_now WHERE born IN (SELECT number FROM changes WHERE source = :source))
    OR EXISTS (SELECT 1 FROM households_now WHERE born IN (SELECT number FROM changes WHERE source = :source))
    AS holds
