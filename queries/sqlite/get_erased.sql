-- What is kept of the erased.
-- takes:
-- gives: digest
SELECT digest FROM erased
