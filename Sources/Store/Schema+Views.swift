extension Schema {
    /// The public contract: what templates, models, checks and any SQLite client may read.
    ///
    /// Exact decimals are text, with a REAL beside (`low`, `low_real`). Rows have no order of
    /// their own; ask for one (`ORDER BY document, n`).
    static let publicViews = """
        CREATE VIEW all_facts AS
        SELECT f.fact_id, d.name AS document, f.article, coalesce(a.title, '') AS article_title,
            coalesce(nullif(a.date, ''), d.date) AS article_date, f.n, f.start, f."end", f.surface,
            coalesce(nullif(o.low, ''), f.low) AS low,
            coalesce(nullif(o.high, ''), nullif(o.low, ''), f.high) AS high, f.from_value,
            coalesce(CAST(nullif(o.low, '') AS REAL), f.low_real) AS low_real,
            coalesce(CAST(nullif(o.high, '') AS REAL), CAST(nullif(o.low, '') AS REAL), f.high_real) AS high_real, f.from_real,
            CASE WHEN f.comparator = 'range' AND o.low <> '' AND o.high IN ('', o.low) THEN 'eq' ELSE f.comparator END AS comparator,
            coalesce(nullif(o.unit, ''), f.unit) AS unit,
            coalesce(nullif(o.category, ''), f.category) AS category, coalesce(nullif(o.metric, ''), f.metric) AS metric,
            coalesce(nullif(o.subject, ''), f.subject) AS subject, coalesce(nullif(o.item, ''), f.item) AS item,
            coalesce(nullif(o.basis, ''), f.basis) AS basis, coalesce(nullif(o.period, ''), f.period) AS period,
            coalesce(nullif(o.place, ''), f.place) AS place, f.direction, f.relation, f.rule, f.confidence,
            f.sentence, f.sentence_start, f.quote_start, f.quote_length,
            coalesce(m.place_code, '') AS place_code, coalesce(m.province, '') AS province,
            coalesce(m.prefecture, '') AS prefecture, coalesce(m.county, '') AS county,
            coalesce(m.subject_id, '') AS subject_id,
            coalesce(nullif(o.subject, ''), nullif(m.subject_name, ''), f.subject) AS subject_name,
            coalesce(m.industry_code, '') AS industry_code, coalesce(m.industry, '') AS industry,
            coalesce(m.chain_link, '') AS chain_link, coalesce(m.tags, '') AS tags, m.period_year,
            coalesce(r.repeat_group, '') AS repeat_group, coalesce(r.is_repeat, 0) AS is_repeat,
            o.fact_id IS NOT NULL AS overridden, f.low AS machine_low, f.high AS machine_high,
            coalesce(o.reviewer, '') AS reviewer, coalesce(o.reviewed_at, '') AS reviewed_at,
            trim(coalesce(m.flags, '') || ',' || coalesce((SELECT group_concat(flag, ',') FROM
                (SELECT flag FROM flag WHERE flag.fact_id = f.fact_id ORDER BY flag)), ''), ',') AS flags,
            coalesce(m.place_name, '') AS place_name,
            CASE WHEN r.mention IS NULL THEN 1 ELSE NOT EXISTS (SELECT 1 FROM repetition x
                WHERE x.repeat_group = r.repeat_group AND x.mention < r.mention
                AND NOT EXISTS (SELECT 1 FROM withheld y WHERE y.fact_id = x.fact_id)
                AND NOT EXISTS (SELECT 1 FROM decision z WHERE z.fact_id = x.fact_id AND z.fact_id <> ''
                    AND z.decision IN ('reject', 'not a fact'))) END AS is_lead,
            coalesce(m.conflict_key, '') AS conflict_key
        FROM fact f
        JOIN document d ON d.id = f.document_id
        LEFT JOIN article a ON a.document_id = f.document_id AND a.article = f.article
        LEFT JOIN meaning m ON m.fact_id = f.fact_id
        LEFT JOIN repetition r ON r.fact_id = f.fact_id
        LEFT JOIN decision o ON o.fact_id = f.fact_id AND o.fact_id <> '' AND o.decision = 'correct'
        WHERE NOT EXISTS (SELECT 1 FROM decision x WHERE x.fact_id = f.fact_id AND x.fact_id <> ''
            AND x.decision IN ('reject', 'not a fact'));

        CREATE VIEW facts AS
        SELECT * FROM all_facts WHERE NOT EXISTS (SELECT 1 FROM withheld w WHERE w.fact_id = all_facts.fact_id);

        CREATE VIEW articles AS
        SELECT d.name AS document, a.article, a.title, a.kicker, a.byline, coalesce(nullif(a.date, ''), d.date) AS date,
            a.place,
            coalesce((SELECT m.place_code FROM fact f JOIN meaning m ON m.fact_id = f.fact_id
                WHERE f.document_id = a.document_id AND f.article = a.article AND m.place_code <> ''
                GROUP BY m.place_code ORDER BY count(*) DESC, m.place_code LIMIT 1), '') AS place_code, a.paragraphs, a.scalars, a.joins,
            (SELECT count(*) FROM fact f WHERE f.document_id = a.document_id AND f.article = a.article) AS facts, a.start
        FROM article a JOIN document d ON d.id = a.document_id;

        CREATE VIEW documents AS
        SELECT d.name AS document, d.source, d.path, d.encoding, d.date, d.date_origin, d.digest, d.bytes, d.scalars,
            (SELECT count(*) FROM article a WHERE a.document_id = d.id) AS articles,
            (SELECT count(*) FROM fact f WHERE f.document_id = d.id) AS facts,
            EXISTS (SELECT 1 FROM refusal r WHERE r.document = d.name) AS quarantined
        FROM document d
        UNION ALL
        SELECT r.document, r.source, r.document, '', '', '', r.digest, 0, 0, 0, 0, 1
        FROM refusal r WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.name = r.document);

        CREATE VIEW implied AS
        SELECT i.implied_id, d.name AS document, i.article, i.n, i.kind, i.label, i.base_fact, i.rate_fact, i.value, i.low,
            i.high, i.value_real, i.low_real, i.high_real, i.comparator, i.unit, i.metric, i.subject, i.item, i.period,
            i.place, i.place_code, i.formula, i.integers, i.note
        FROM implied_figure i JOIN document d ON d.id = i.document_id
        WHERE EXISTS (SELECT 1 FROM facts f WHERE f.fact_id = i.base_fact)
            AND (i.rate_fact = '' OR EXISTS (SELECT 1 FROM facts f WHERE f.fact_id = i.rate_fact));

        CREATE VIEW conflicts AS SELECT * FROM conflict;

        CREATE VIEW targets AS
        SELECT t.fact_id, t.plan, f.document, f.n, f.metric, f.item, f.subject_name AS subject, f.place, f.low_real AS target_real,
            f.low AS target, f.comparator, f.unit, t.target_year, coalesce(a.fact_id, '') AS actual_fact,
            a.low_real AS actual_real, coalesce(a.low, '') AS actual, coalesce(a.period, '') AS actual_period
        FROM target t
        JOIN facts f ON f.fact_id = t.fact_id
        LEFT JOIN facts a ON a.fact_id = coalesce(nullif(t.actual_fact, ''), nullif(t.corpus_actual, ''));

        CREATE VIEW events AS
        SELECT d.name AS document, e.article, e.n, e.date, e.kind, e.event, e.place, e.place_code, e.parties, e.start
        FROM event e JOIN document d ON d.id = e.document_id;

        CREATE VIEW programmes AS
        SELECT d.name AS document, p.article, p.n, p.name, p.kind, p.level, p.place, p.place_code, p.horizon, p.holder, p.start,
            p.holds, p.audience
        FROM programme p JOIN document d ON d.id = p.document_id;

        CREATE VIEW listings AS
        SELECT d.name AS document, l.article, l.n, CASE WHEN f.fact_id IS NULL THEN '' ELSE l.fact_id END AS fact_id,
            l.quote, l.stated, l.least, l.most, l.names, l.agreement, l.start
        FROM listing l JOIN document d ON d.id = l.document_id LEFT JOIN facts f ON f.fact_id = l.fact_id AND l.fact_id <> '';

        CREATE VIEW checks AS
        SELECT check_id, severity, status, failing, total, message, n FROM check_result;

        CREATE VIEW quarantine AS
        SELECT 'document' AS kind, document, stage, code, reason, help, '' AS detail FROM refusal
        UNION ALL
        SELECT 'row', coalesce(d.name, ''), 'check', w.check_id, w.message, '', coalesce(f.surface || ' · ' || f.sentence, w.fact_id)
        FROM withheld w LEFT JOIN fact f ON f.fact_id = w.fact_id LEFT JOIN document d ON d.id = f.document_id;

        CREATE VIEW counts AS
        SELECT 'documents_read' AS name, (SELECT count(*) FROM documents) AS value
        UNION ALL SELECT 'documents_kept', (SELECT count(*) FROM documents WHERE quarantined = 0)
        UNION ALL SELECT 'documents_quarantined', (SELECT count(*) FROM documents WHERE quarantined = 1)
        UNION ALL SELECT 'articles', (SELECT count(*) FROM article)
        UNION ALL SELECT 'facts_read', (SELECT count(*) FROM fact)
        UNION ALL SELECT 'facts', (SELECT count(*) FROM facts)
        UNION ALL SELECT 'facts_quarantined', (SELECT count(DISTINCT fact_id) FROM withheld)
        UNION ALL SELECT 'facts_rejected', (SELECT count(*) FROM decision WHERE fact_id <> '' AND decision IN ('reject', 'not a fact'))
        UNION ALL SELECT 'facts_overridden', (SELECT count(*) FROM facts WHERE overridden)
        UNION ALL SELECT 'facts_repeated', (SELECT count(*) FROM facts WHERE is_repeat)
        UNION ALL SELECT 'implied', (SELECT count(*) FROM implied)
        UNION ALL SELECT 'conflicts', (SELECT count(*) FROM conflict)
        UNION ALL SELECT 'targets', (SELECT count(*) FROM target)
        UNION ALL SELECT 'events', (SELECT count(*) FROM event)
        UNION ALL SELECT 'programmes', (SELECT count(*) FROM programme)
        UNION ALL SELECT 'checks', (SELECT count(*) FROM check_result)
        UNION ALL SELECT 'checks_failed', (SELECT count(*) FROM check_result WHERE status IN ('warn', 'error'));

        CREATE VIEW run_info AS SELECT name, value, n FROM run_fact;

        CREATE VIEW changes AS
        SELECT change, cause, fact_id, document, metric, subject, item, period, old_value, new_value, unit, n FROM change;

        CREATE VIEW history AS
        SELECT document, category, metric, subject, item, period, basis, unit, low, high, first_seen,
            CASE WHEN withdrawn = '' THEN coalesce((SELECT CAST(bytes AS TEXT) FROM memory WHERE name = 'sighted'), first_seen)
                ELSE last_seen END AS last_seen, withdrawn
        FROM sighting;

        CREATE VIEW overrides AS
        SELECT o.document, o.quote, o.surface, o.decision, o.low, o.high, o.unit, o.category, o.metric, o.subject, o.item,
            o.basis, o.period, o.place, o.comment, o.reviewer, o.reviewed_at, o.fact_id, o.state,
            coalesce(f.low, '') AS machine_low, coalesce(f.high, '') AS machine_high, coalesce(f.unit, '') AS machine_unit,
            coalesce(f.category, '') AS machine_category, coalesce(f.metric, '') AS machine_metric,
            coalesce(f.subject, '') AS machine_subject, coalesce(f.item, '') AS machine_item,
            coalesce(f.basis, '') AS machine_basis, coalesce(f.period, '') AS machine_period,
            coalesce(f.place, '') AS machine_place, coalesce(f.rule, '') AS rule, f.confidence, o.rowid AS n
        FROM decision o LEFT JOIN fact f ON f.fact_id = o.fact_id AND o.fact_id <> '';

        -- what needs a person: how unsure × how large among figures of its unit × how much its kind matters;
        -- first the decisions that no longer find their sentence
        CREATE VIEW review AS
        SELECT f.fact_id, f.document, f.article_title, f.n, f.start, f.surface, k.low AS machine_low, k.high AS machine_high,
            k.unit AS machine_unit, k.category AS machine_category, k.metric AS machine_metric, k.subject AS machine_subject,
            k.item AS machine_item, k.basis AS machine_basis, k.period AS machine_period, k.place AS machine_place,
            f.confidence, f.sentence, f.quote_start, f.quote_length, f.flags,
            CASE WHEN f.flags NOT IN ('', 'milestone') THEN f.flags WHEN f.confidence < 0.5 THEN 'low_confidence' ELSE 'unsure' END AS reason,
            (1 - f.confidence + CASE WHEN f.flags NOT IN ('', 'milestone') THEN 0.5 ELSE 0 END) * (0.25 + f.size)
                * CASE WHEN k.category IN ('investment', 'funding', 'revenue', 'capacity') THEN 2 ELSE 1 END AS priority,
            coalesce(o.decision, '') AS decision, coalesce(o.low, '') AS low, coalesce(o.high, '') AS high,
            coalesce(o.unit, '') AS unit, coalesce(o.category, '') AS category, coalesce(o.metric, '') AS metric,
            coalesce(o.subject, '') AS subject, coalesce(o.item, '') AS item, coalesce(o.basis, '') AS basis,
            coalesce(o.period, '') AS period, coalesce(o.place, '') AS place, coalesce(o.comment, '') AS comment,
            coalesce(o.reviewer, '') AS reviewer, coalesce(o.reviewed_at, '') AS reviewed_at
        FROM (SELECT *, cume_dist() OVER (PARTITION BY unit ORDER BY abs(high_real)) AS size FROM all_facts) f
        JOIN fact k ON k.fact_id = f.fact_id
        LEFT JOIN decision o ON o.fact_id = f.fact_id AND o.fact_id <> ''
        WHERE f.is_repeat = 0 AND (f.confidence < 0.7 OR f.flags NOT IN ('', 'milestone') OR o.fact_id IS NOT NULL)
        UNION ALL
        SELECT '', o.document, '', o.rowid, 0, o.surface, '', '', '', '', '', '', '', '', '', '', 0, o.quote,
            max(0, instr(o.quote, o.surface) - 1), length(o.surface), 'stale_override', 'stale_override', 9,
            o.decision, o.low, o.high, o.unit, o.category, o.metric, o.subject, o.item, o.basis, o.period, o.place, o.comment,
            o.reviewer, o.reviewed_at
        FROM decision o WHERE o.state IN ('stale', 'gone');
        """
}
