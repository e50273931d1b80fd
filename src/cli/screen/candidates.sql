-- Who may be worth enrolling, and how far enrolled patients are: one row for each living patient with two or more chronic
-- diseases, some sign of Medicare, no stay in a facility in the month and no care management code billed for it.
-- Standard SQL but for starts_with and the dates; written for and run by DuckDB. A screen only: assess decides.
--
-- Tables: ccm_* by the ViewDefinitions beside this file; params(month_start, month_end, year_before), texts, the end
-- not in it; chronic_group(code_system, code, grp, name), the published lists' answer for each code; own_code(code),
-- care management codes that bar a second one; qualifying_visit(code).
WITH
-- One answer for each Condition: its ICD-10-CM coding before its SNOMED CT one.
answered AS (
  SELECT c.condition_key, c.patient_key, g.grp, g.name,
         ROW_NUMBER() OVER (PARTITION BY c.condition_key ORDER BY c.code_system LIKE '%icd-10-cm' DESC, c.code) AS place
  FROM ccm_condition c
  JOIN chronic_group g ON g.code_system = c.code_system AND g.code = c.code
  CROSS JOIN params p
  WHERE c.onset IS NULL OR c.onset < p.month_end),
disease AS (SELECT DISTINCT patient_key, grp, name FROM answered WHERE place = 1),
diseases AS (
  SELECT patient_key, COUNT(DISTINCT grp) AS chronic_conditions, STRING_AGG(DISTINCT name, '; ' ORDER BY name) AS names
  FROM disease GROUP BY patient_key),
-- 3: Part B proven, 2: a Medicare Advantage plan, 1: Medicare is likely. Part D and hospice prove nothing.
medicare AS (
  SELECT c.patient_key, MAX(CASE
    WHEN c.type_system = 'https://nahdo.org/sopt' AND c.type_code IN ('12', '121', '123', '129') THEN 3
    WHEN c.plan_value ILIKE '%part b%' OR c.type_text ILIKE '%medicare part b%' THEN 3
    WHEN c.type_system = 'https://nahdo.org/sopt' AND c.type_code IN ('11', '111', '112', '113', '119') THEN 2
    WHEN c.type_system = 'https://nahdo.org/sopt' AND c.type_code IN ('1', '14', '19') THEN 1
    WHEN c.payor_display ILIKE '%medicare%' THEN 1
    ELSE 0 END) AS confidence
  FROM ccm_coverage c CROSS JOIN params p
  WHERE (c.start_date IS NULL OR c.start_date < p.month_end) AND (c.end_date IS NULL OR c.end_date >= p.month_start)
  GROUP BY c.patient_key),
visit AS (
  SELECT e.patient_key, MAX(e.start_at) AS last_visit, BOOL_OR(e.type_code IN (SELECT code FROM qualifying_visit)) AS by_code
  FROM ccm_encounter e CROSS JOIN params p
  WHERE e.status = 'finished' AND e.start_at >= p.year_before AND e.start_at < p.month_end
    AND (e.type_code IN (SELECT code FROM qualifying_visit) OR e.class_code = 'AMB')
  GROUP BY e.patient_key),
stay AS (
  SELECT DISTINCT e.patient_key
  FROM ccm_encounter e CROSS JOIN params p
  WHERE (e.class_code IN ('IMP', 'ACUTE', 'NONAC', 'SS') OR e.type_code IN ('449411000124106', '449421000124103', '305336008', '305340004'))
    AND e.status <> 'planned' AND e.start_at < p.month_end AND (e.end_at IS NULL OR e.end_at >= p.month_start)),
billed AS (
  SELECT DISTINCT c.patient_key
  FROM ccm_charge c CROSS JOIN params p
  WHERE NOT c.own AND c.status NOT IN ('entered-in-error', 'not-billable', 'aborted') AND c.cpt IN (SELECT code FROM own_code)
    AND COALESCE(c.period_start, c.occurred_at) >= p.month_start AND COALESCE(c.period_start, c.occurred_at) < p.month_end),
consent AS (
  SELECT c.patient_key, MIN(SUBSTR(c.given_at, 1, 10)) AS consent_since
  FROM ccm_consent c CROSS JOIN params p
  WHERE c.given_at < p.month_end AND (c.status = 'active' OR c.end_at >= p.month_start) AND c.status NOT IN ('rejected', 'entered-in-error')
  GROUP BY c.patient_key),
entry AS (
  SELECT s.patient_key, s.performer_class,
         s.length_value * CASE s.length_code WHEN 's' THEN 1 WHEN 'min' THEN 60 WHEN 'h' THEN 3600 WHEN 'd' THEN 86400 END AS seconds
  FROM ccm_session s CROSS JOIN params p
  WHERE s.start_at >= p.month_start AND s.start_at < p.month_end),
time AS (
  SELECT patient_key,
         FLOOR(SUM(CASE WHEN performer_class = 'clinical-staff' THEN seconds ELSE 0 END) / 60) AS staff_minutes,
         FLOOR(SUM(CASE WHEN performer_class = 'physician-qhp' THEN seconds ELSE 0 END) / 60) AS practitioner_minutes
  FROM entry GROUP BY patient_key)
SELECT patient.patient_key AS patient, patient.pcp_key AS practitioner, diseases.chronic_conditions, diseases.names AS conditions,
       COALESCE(medicare.confidence, CASE WHEN patient.mbi IS NOT NULL THEN 1 ELSE 0 END) AS medicare_confidence,
       SUBSTR(visit.last_visit, 1, 10) AS last_visit, COALESCE(visit.by_code, FALSE) AS visit_by_code, consent.consent_since,
       COALESCE(CAST(time.staff_minutes AS INTEGER), 0) AS staff_minutes,
       COALESCE(CAST(time.practitioner_minutes AS INTEGER), 0) AS practitioner_minutes
FROM ccm_patient patient
JOIN diseases USING (patient_key)
LEFT JOIN medicare USING (patient_key)
LEFT JOIN visit USING (patient_key)
LEFT JOIN consent USING (patient_key)
LEFT JOIN time USING (patient_key)
WHERE diseases.chronic_conditions >= 2
  AND COALESCE(medicare.confidence, CASE WHEN patient.mbi IS NOT NULL THEN 1 ELSE 0 END) > 0
  AND patient.patient_key NOT IN (SELECT patient_key FROM stay)
  AND patient.patient_key NOT IN (SELECT patient_key FROM billed)
ORDER BY consent_since IS NULL, diseases.chronic_conditions DESC, last_visit DESC NULLS LAST, patient
