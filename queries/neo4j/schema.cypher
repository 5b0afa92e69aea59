// What the database needs before anything is written: uniqueness, and the way to every row by its id.
// takes:
// gives:
CREATE CONSTRAINT meta_one IF NOT EXISTS FOR (n:Meta) REQUIRE n.one IS UNIQUE;
CREATE CONSTRAINT change_number IF NOT EXISTS FOR (n:ChangeSet) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT source_number IF NOT EXISTS FOR (n:Source) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT word_key IF NOT EXISTS FOR (n:Word) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT word_text IF NOT EXISTS FOR (n:Word) REQUIRE n.text IS UNIQUE;
CREATE CONSTRAINT erased_digest IF NOT EXISTS FOR (n:Erased) REQUIRE n.digest IS UNIQUE;
CREATE CONSTRAINT chunk_once IF NOT EXISTS FOR (n:Chunk) REQUIRE (n.change, n.place) IS UNIQUE;
CREATE CONSTRAINT fact_key IF NOT EXISTS FOR (n:Fact) REQUIRE (n.kind, n.key) IS UNIQUE;
CREATE CONSTRAINT case_id IF NOT EXISTS FOR (n:Case) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT household_id IF NOT EXISTS FOR (n:Household) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT loket_id IF NOT EXISTS FOR (n:Loket) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT professional_id IF NOT EXISTS FOR (n:Professional) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT plan_id IF NOT EXISTS FOR (n:Plan) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT term_id IF NOT EXISTS FOR (n:Term) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT referral_version IF NOT EXISTS FOR (n:Referral) REQUIRE (n.id, n.v_from) IS UNIQUE;
CREATE INDEX case_source IF NOT EXISTS FOR (n:Case) ON (n.source);
CREATE INDEX log_case IF NOT EXISTS FOR (n:Log) ON (n.case);
CREATE INDEX was_case IF NOT EXISTS FOR (n:Was) ON (n.case);
CREATE INDEX was_id IF NOT EXISTS FOR (n:Was) ON (n.part, n.id);
CREATE INDEX touched_change IF NOT EXISTS FOR (n:Touched) ON (n.change);
CREATE FULLTEXT INDEX map_words IF NOT EXISTS
FOR (n:Loket|Organisation|Professional|Term)
ON EACH [n.id, n.name, n.role, n.discipline, n.term, n.meaning]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CALL db.awaitIndexes(300)
