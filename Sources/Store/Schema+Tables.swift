extension Schema {
    /// What each stage keeps. Rows below a document go with it.
    static let tablesOfVersion1 = """
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL,
            path TEXT NOT NULL,
            encoding TEXT NOT NULL,
            date TEXT NOT NULL,
            date_origin TEXT NOT NULL,
            digest TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            scalars INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE document_text (
            document_id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
            text BLOB NOT NULL
        ) STRICT;
        CREATE TABLE article (
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            article INTEGER NOT NULL,
            title TEXT NOT NULL,
            kicker TEXT NOT NULL,
            byline TEXT NOT NULL,
            date TEXT NOT NULL,
            place TEXT NOT NULL,
            paragraphs INTEGER NOT NULL,
            scalars INTEGER NOT NULL,
            joins INTEGER NOT NULL,
            start INTEGER NOT NULL,
            layout TEXT NOT NULL,
            PRIMARY KEY (document_id, article)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE fact (
            fact_id TEXT PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            n INTEGER NOT NULL,
            article INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            pieces TEXT NOT NULL,
            surface TEXT NOT NULL,
            low TEXT NOT NULL,
            high TEXT NOT NULL,
            from_value TEXT NOT NULL,
            low_real REAL,
            high_real REAL,
            from_real REAL,
            comparator TEXT NOT NULL,
            unit TEXT NOT NULL,
            category TEXT NOT NULL,
            metric TEXT NOT NULL,
            subject TEXT NOT NULL,
            item TEXT NOT NULL,
            basis TEXT NOT NULL,
            period TEXT NOT NULL,
            place TEXT NOT NULL,
            direction TEXT NOT NULL,
            relation TEXT NOT NULL,
            rule TEXT NOT NULL,
            confidence REAL NOT NULL,
            sentence TEXT NOT NULL,
            sentence_spans TEXT NOT NULL,
            sentence_start INTEGER NOT NULL,
            quote_start INTEGER NOT NULL,
            quote_length INTEGER NOT NULL,
            evidence TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX fact_order ON fact (document_id, n);
        CREATE INDEX fact_category ON fact (category);
        CREATE TABLE meaning (
            fact_id TEXT PRIMARY KEY REFERENCES fact ON DELETE CASCADE,
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            place_code TEXT NOT NULL,
            place_name TEXT NOT NULL,
            province TEXT NOT NULL,
            prefecture TEXT NOT NULL,
            county TEXT NOT NULL,
            subject_id TEXT NOT NULL,
            subject_name TEXT NOT NULL,
            industry_code TEXT NOT NULL,
            industry TEXT NOT NULL,
            chain_link TEXT NOT NULL,
            tags TEXT NOT NULL,
            flags TEXT NOT NULL,
            period_year INTEGER,
            repeat_key TEXT NOT NULL,
            conflict_key TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX meaning_document ON meaning (document_id);
        CREATE INDEX meaning_repeat ON meaning (repeat_key) WHERE repeat_key <> '';
        CREATE INDEX meaning_conflict ON meaning (conflict_key) WHERE conflict_key <> '';
        CREATE TABLE implied_figure (
            implied_id TEXT PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            n INTEGER NOT NULL,
            article INTEGER NOT NULL,
            kind TEXT NOT NULL,
            label TEXT NOT NULL,
            base_fact TEXT NOT NULL,
            rate_fact TEXT NOT NULL,
            value TEXT NOT NULL,
            low TEXT NOT NULL,
            high TEXT NOT NULL,
            value_real REAL,
            low_real REAL,
            high_real REAL,
            comparator TEXT NOT NULL,
            unit TEXT NOT NULL,
            metric TEXT NOT NULL,
            subject TEXT NOT NULL,
            item TEXT NOT NULL,
            period TEXT NOT NULL,
            place TEXT NOT NULL,
            place_code TEXT NOT NULL,
            formula TEXT NOT NULL,
            integers TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE INDEX implied_document ON implied_figure (document_id, n);
        CREATE TABLE event (
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            n INTEGER NOT NULL,
            article INTEGER NOT NULL,
            date TEXT NOT NULL,
            kind TEXT NOT NULL,
            event TEXT NOT NULL,
            place TEXT NOT NULL,
            place_code TEXT NOT NULL,
            parties TEXT NOT NULL,
            start INTEGER NOT NULL,
            PRIMARY KEY (document_id, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE programme (
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            n INTEGER NOT NULL,
            article INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            level TEXT NOT NULL,
            place TEXT NOT NULL,
            place_code TEXT NOT NULL,
            horizon TEXT NOT NULL,
            holder TEXT NOT NULL,
            start INTEGER NOT NULL,
            PRIMARY KEY (document_id, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE repetition (
            fact_id TEXT PRIMARY KEY REFERENCES fact ON DELETE CASCADE,
            repeat_group TEXT NOT NULL,
            is_repeat INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE conflict (
            group_key TEXT PRIMARY KEY,
            metric TEXT NOT NULL,
            subject TEXT NOT NULL,
            item TEXT NOT NULL,
            period TEXT NOT NULL,
            unit TEXT NOT NULL,
            values_ TEXT NOT NULL,
            facts INTEGER NOT NULL,
            documents TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE target (
            fact_id TEXT PRIMARY KEY REFERENCES fact ON DELETE CASCADE,
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            plan TEXT NOT NULL,
            target_year INTEGER,
            actual_fact TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE flag (
            fact_id TEXT NOT NULL REFERENCES fact ON DELETE CASCADE,
            flag TEXT NOT NULL,
            origin TEXT NOT NULL,
            PRIMARY KEY (fact_id, flag)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE withheld (
            fact_id TEXT NOT NULL,
            check_id TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (fact_id, check_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE decision (
            document_id INTEGER REFERENCES document ON DELETE CASCADE,
            document TEXT NOT NULL,
            quote TEXT NOT NULL,
            surface TEXT NOT NULL,
            decision TEXT NOT NULL,
            low TEXT NOT NULL,
            high TEXT NOT NULL,
            unit TEXT NOT NULL,
            category TEXT NOT NULL,
            metric TEXT NOT NULL,
            subject TEXT NOT NULL,
            item TEXT NOT NULL,
            basis TEXT NOT NULL,
            period TEXT NOT NULL,
            place TEXT NOT NULL,
            comment TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            reviewed_at TEXT NOT NULL,
            fact_id TEXT NOT NULL,
            state TEXT NOT NULL
        ) STRICT;
        CREATE INDEX decision_document ON decision (document_id);
        CREATE INDEX decision_fact ON decision (fact_id) WHERE fact_id <> '';
        CREATE TABLE check_result (
            check_id TEXT PRIMARY KEY,
            n INTEGER NOT NULL,
            severity TEXT NOT NULL,
            status TEXT NOT NULL,
            failing INTEGER NOT NULL,
            total INTEGER NOT NULL,
            message TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE refusal (
            document TEXT NOT NULL,
            stage TEXT NOT NULL,
            source TEXT NOT NULL,
            digest TEXT NOT NULL,
            code TEXT NOT NULL,
            reason TEXT NOT NULL,
            help TEXT NOT NULL,
            PRIMARY KEY (document, stage)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE change (
            n INTEGER PRIMARY KEY,
            change TEXT NOT NULL,
            cause TEXT NOT NULL,
            fact_id TEXT NOT NULL,
            document TEXT NOT NULL,
            metric TEXT NOT NULL,
            subject TEXT NOT NULL,
            item TEXT NOT NULL,
            period TEXT NOT NULL,
            old_value TEXT NOT NULL,
            new_value TEXT NOT NULL,
            unit TEXT NOT NULL
        ) STRICT;
        CREATE TABLE memory (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE unit (
            stage TEXT NOT NULL,
            unit TEXT NOT NULL,
            status TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            stage_fingerprint TEXT NOT NULL,
            inputs TEXT NOT NULL,
            items TEXT NOT NULL,
            counts TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            milliseconds INTEGER NOT NULL,
            reason TEXT NOT NULL,
            run TEXT NOT NULL,
            diagnostics TEXT NOT NULL,
            PRIMARY KEY (stage, unit)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stage_summary (stage TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE stage_fingerprint (
            digest TEXT NOT NULL, stage TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (digest, stage)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE run (
            run TEXT PRIMARY KEY,
            pipeline TEXT NOT NULL,
            started TEXT NOT NULL,
            ended TEXT NOT NULL,
            status TEXT NOT NULL,
            exit_code INTEGER,
            command TEXT NOT NULL,
            tool_version TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stage_run (
            run TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
            n INTEGER NOT NULL,
            stage TEXT NOT NULL,
            status TEXT NOT NULL,
            record TEXT NOT NULL,
            PRIMARY KEY (run, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE run_fact (name TEXT PRIMARY KEY, n INTEGER NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// When facts were seen in published reports. A fact is here what it says, not where it stands, and
    /// another value is another row. `last_seen` is empty as long as the fact is there.
    static let historyOfVersion2 = """
        CREATE TABLE sighting (
            document TEXT NOT NULL,
            category TEXT NOT NULL,
            metric TEXT NOT NULL,
            subject TEXT NOT NULL,
            item TEXT NOT NULL,
            period TEXT NOT NULL,
            basis TEXT NOT NULL,
            unit TEXT NOT NULL,
            low TEXT NOT NULL,
            high TEXT NOT NULL,
            first_seen TEXT NOT NULL,
            last_seen TEXT NOT NULL,
            withdrawn TEXT NOT NULL,
            PRIMARY KEY (document, category, metric, subject, item, period, basis, unit, low, high)
        ) STRICT, WITHOUT ROWID;
        """

    /// Counting the facts of each article no longer walks those of its document.
    static let indexOfVersion3 = "CREATE INDEX fact_article ON fact (document_id, article);"

    /// The mention of a repeated figure that stands for the others: the exact one before a round or bounded one.
    static let mentionOfVersion5 = """
        ALTER TABLE repetition ADD COLUMN mention INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX repetition_group ON repetition (repeat_group, mention);
        UPDATE repetition SET mention = found.mention FROM (
            SELECT r.fact_id, row_number() OVER (PARTITION BY r.repeat_group
                ORDER BY CASE f.comparator WHEN 'eq' THEN 0 WHEN 'range' THEN 1 ELSE 2 END, r.is_repeat, d.name, f.n) AS mention
            FROM repetition r JOIN fact f ON f.fact_id = r.fact_id JOIN document d ON d.id = f.document_id) AS found
        WHERE found.fact_id = repetition.fact_id;
        """

    /// The latest actual of a target where its own document tells none.
    static let corpusActualOfVersion4 = "ALTER TABLE target ADD COLUMN corpus_actual TEXT NOT NULL DEFAULT '';"

    /// Stated numbers against listed names; what a programme holds and for whom.
    static let listingOfVersion6 = """
        CREATE TABLE listing (
            document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            n INTEGER NOT NULL,
            article INTEGER NOT NULL,
            fact_id TEXT NOT NULL,
            quote TEXT NOT NULL,
            stated INTEGER NOT NULL,
            least INTEGER NOT NULL,
            most INTEGER NOT NULL,
            names TEXT NOT NULL,
            agreement TEXT NOT NULL,
            start INTEGER NOT NULL,
            PRIMARY KEY (document_id, n)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE programme ADD COLUMN holds TEXT NOT NULL DEFAULT '';
        ALTER TABLE programme ADD COLUMN audience TEXT NOT NULL DEFAULT '';
        """
}
