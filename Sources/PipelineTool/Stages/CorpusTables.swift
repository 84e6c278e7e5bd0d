import Store

/// Tables over all documents, made in SQL so that no array ever holds every fact.
enum CorpusTables {
    static func refresh(_ writer: StoreWriter) throws {
        for statement in statements { try writer.run(statement) }
    }

    private static let statements = [
        "DELETE FROM repetition",
        // the first mention by document and place stands for its group
        """
        INSERT INTO repetition (fact_id, repeat_group, is_repeat, mention)
        SELECT fact_id, repeat_group, place > 1, mention FROM (
            SELECT m.fact_id, first_value(m.fact_id) OVER w AS repeat_group, row_number() OVER w AS place,
                row_number() OVER (PARTITION BY m.repeat_key
                    ORDER BY CASE f.comparator WHEN 'eq' THEN 0 WHEN 'range' THEN 1 ELSE 2 END, d.name, f.n) AS mention,
                count(*) OVER (PARTITION BY m.repeat_key) AS mentions
            FROM meaning m JOIN fact f ON f.fact_id = m.fact_id JOIN document d ON d.id = f.document_id
            WHERE m.repeat_key <> ''
            WINDOW w AS (PARTITION BY m.repeat_key ORDER BY d.name, f.n)
        ) WHERE mentions > 1
        """,
        "UPDATE target SET corpus_actual = '' WHERE corpus_actual <> ''",
        // a work report aims, a bulletin tells: the last actual of the same holder, indicator, item and unit
        """
        UPDATE target SET corpus_actual = found.actual FROM (
            WITH figure AS MATERIALIZED (
                SELECT f.fact_id, f.document_id, f.basis, f.period, f.n,
                    coalesce(nullif(m.subject_id, ''), 'place:' || nullif(m.place_code, '')) || '|' || f.metric || '|' || f.item || '|' || f.unit AS same
                FROM fact f JOIN meaning m ON m.fact_id = f.fact_id
                WHERE f.metric <> '' AND f.category <> 'change' AND f.basis IN ('actual', 'target'))
            SELECT aim, actual FROM (
                SELECT t.fact_id AS aim, a.fact_id AS actual,
                    row_number() OVER (PARTITION BY t.fact_id ORDER BY a.period DESC, d.name, a.n) AS place
                FROM target t JOIN figure g ON g.fact_id = t.fact_id
                JOIN figure a ON a.same = g.same AND a.basis = 'actual' AND a.period <> '' AND a.document_id <> g.document_id
                JOIN document d ON d.id = a.document_id
                WHERE t.actual_fact = '')
            WHERE place = 1) AS found
        WHERE found.aim = target.fact_id
        """,
        "DELETE FROM conflict",
        "DELETE FROM flag WHERE origin = 'corpus'",
        // figures disagree where not even their ranges meet; bounds (more than, at least) never do
        """
        INSERT INTO conflict (group_key, metric, subject, item, period, unit, values_, facts, documents)
        SELECT g.conflict_key, min(f.metric), min(coalesce(nullif(m.subject_name, ''), f.subject)), min(f.item),
            min(f.period), min(f.unit),
            (SELECT group_concat(v, ' / ') FROM (
                SELECT DISTINCT CASE WHEN f2.low = f2.high THEN f2.low ELSE f2.low || '–' || f2.high END AS v
                FROM meaning m2 JOIN fact f2 ON f2.fact_id = m2.fact_id
                WHERE m2.conflict_key = g.conflict_key AND f2.comparator IN ('eq', 'approx', 'near', 'range')
                ORDER BY f2.low_real)),
            count(*),
            (SELECT group_concat(name, ' / ') FROM (
                SELECT DISTINCT d.name FROM meaning m3 JOIN fact f3 ON f3.fact_id = m3.fact_id
                JOIN document d ON d.id = f3.document_id WHERE m3.conflict_key = g.conflict_key ORDER BY d.name))
        FROM (
            SELECT m.conflict_key FROM meaning m JOIN fact f ON f.fact_id = m.fact_id
            WHERE m.conflict_key <> '' AND f.comparator IN ('eq', 'approx', 'near', 'range')
            GROUP BY m.conflict_key HAVING max(f.low_real) > min(f.high_real)
        ) g
        JOIN meaning m ON m.conflict_key = g.conflict_key
        JOIN fact f ON f.fact_id = m.fact_id
        WHERE f.comparator IN ('eq', 'approx', 'near', 'range')
        GROUP BY g.conflict_key
        """,
        """
        INSERT OR IGNORE INTO flag (fact_id, flag, origin)
        SELECT m.fact_id, 'conflict', 'corpus' FROM conflict c JOIN meaning m ON m.conflict_key = c.group_key
        JOIN fact f ON f.fact_id = m.fact_id
        WHERE f.comparator IN ('eq', 'approx', 'near', 'range') AND ',' || m.flags || ',' NOT LIKE '%,conflict,%'
        """,
    ]
}
