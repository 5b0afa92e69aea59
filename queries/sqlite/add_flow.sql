-- Adds a flow; the unit is households or cases.
-- takes: from, to, number, unit
-- gives:
INSERT INTO flows ("from", "to", number, unit) VALUES (:from, :to, :number, :unit)
