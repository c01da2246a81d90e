-- A history as schema 5 wrote it, with rows in every table. Written once when the schema landed, never edited.
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  assistant_id TEXT NOT NULL,
  title TEXT NOT NULL,
  thread_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  draft TEXT NOT NULL DEFAULT '',
  has_news INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1,
  removed_at INTEGER
, is_pinned INTEGER NOT NULL DEFAULT 0, archived_at INTEGER, is_thread_gone INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX conversations_by_date ON conversations (removed_at, updated_at DESC);
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  remote_id TEXT,
  run_id TEXT,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (conversation_id, position)
) STRICT;
CREATE INDEX answers_of_run ON messages (run_id) WHERE run_id IS NOT NULL;
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX runs_of_conversation ON runs (conversation_id, started_at);
CREATE INDEX runs_of_message ON runs (message_id);
CREATE INDEX open_runs ON runs (is_open) WHERE is_open = 1;
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  event TEXT NOT NULL
) STRICT;
CREATE INDEX journal_of_run ON journal (run_id, seq);
CREATE INDEX queued_messages ON messages (conversation_id, position) WHERE status = 'queued';
CREATE TABLE typed_results (
  run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  typed TEXT NOT NULL
) STRICT;
CREATE TABLE assistant_snapshots (
  hash TEXT PRIMARY KEY,
  snapshot TEXT NOT NULL
) STRICT;
CREATE TABLE run_snapshots (
  run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  hash TEXT NOT NULL REFERENCES assistant_snapshots (hash),
  read_at INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_of_snapshot ON run_snapshots (hash);
CREATE VIRTUAL TABLE search_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
CREATE TABLE search_rows (
  id INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id TEXT UNIQUE REFERENCES messages (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX search_rows_of_conversation ON search_rows (conversation_id, id);
CREATE TABLE search_queue (
  at INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (at, id)
) STRICT, WITHOUT ROWID;
INSERT INTO conversations (id, assistant_id, title, thread_id, created_at, updated_at, draft, has_news, revision, removed_at, is_pinned, archived_at, is_thread_gone) VALUES ('c1', 'a1', 'What is a thread?', 'thread_1', 1763800000001, 1763800005001, '', 0, 7, NULL, 1, 1763800007000, 1);
INSERT INTO conversations (id, assistant_id, title, thread_id, created_at, updated_at, draft, has_news, revision, removed_at, is_pinned, archived_at, is_thread_gone) VALUES ('c2', 'a1', '討論串是什麼？ “quoted” '' ; --', NULL, 1763800000002, 1763800005002, 'not sent yet
second line', 1, 7, 1763800009000, 1, 1763800007000, 1);
INSERT INTO messages (id, conversation_id, position, role, status, remote_id, run_id, content, created_at) VALUES ('q1', 'c1', 1, 'user', 'sent', 'msg_1', NULL, '[{"type":"text","text":"What is a thread?","citations":[]}]', 1763800000100);
INSERT INTO messages (id, conversation_id, position, role, status, remote_id, run_id, content, created_at) VALUES ('q2', 'c2', 1, 'user', 'queued', NULL, NULL, '[{"type":"text","text":"討論串是什麼？ “quoted” '' ; --","citations":[]}]', 1763800000100);
INSERT INTO messages (id, conversation_id, position, role, status, remote_id, run_id, content, created_at) VALUES ('x1', 'c1', 2, 'assistant', 'complete', 'msg_2', 'r1', '[{"type":"text","text":"A thread holds messages. 討論串","citations":[]}]', 1763800000900);
INSERT INTO runs (id, conversation_id, message_id, is_open, started_at, record) VALUES ('r1', 'c1', 'q1', 0, 1763800000000, '{"id":"r1","conversationId":"c1","messageId":"q1","state":"completed","rawStatus":"completed","threadId":"thread_1","remoteId":"run_1","posts":{"thread":"done","message":"done","run":"done","results":"not-yet"},"calls":[],"results":[],"automaticCalls":[],"steps":[{"id":"step_1","kind":"tools","state":"completed","tools":[{"kind":"code","input":"print(1)","outputs":[{"type":"logs","text":"1"}]}],"error":null,"startedAt":3,"endedAt":4}],"usage":{"prompt":1,"completion":2,"total":3},"error":null,"isWatched":true,"startedAt":1763800000000,"firstTextAt":null,"endedAt":1763800001000,"expiresAt":null,"polls":2}');
INSERT INTO runs (id, conversation_id, message_id, is_open, started_at, record) VALUES ('r2', 'c1', 'q1', 1, 1763800002000, '{"id":"r2","conversationId":"c1","messageId":"q1","state":"running","rawStatus":"in_progress","threadId":"thread_1","remoteId":"run_1","posts":{"thread":"done","message":"done","run":"done","results":"not-yet"},"calls":[],"results":[],"automaticCalls":[],"steps":[{"id":"step_1","kind":"tools","state":"completed","tools":[{"kind":"code","input":"print(1)","outputs":[{"type":"logs","text":"1"}]}],"error":null,"startedAt":3,"endedAt":4}],"usage":{"prompt":1,"completion":2,"total":3},"error":null,"isWatched":true,"startedAt":1763800000000,"firstTextAt":null,"endedAt":null,"expiresAt":null,"polls":2}');
INSERT INTO journal (seq, run_id, at, event) VALUES (1, 'r1', 1763800000000, '{"type":"started"}');
INSERT INTO journal (seq, run_id, at, event) VALUES (2, 'r2', 1763800002000, '{"type":"intended","post":"run"}');
INSERT INTO typed_results (run_id, typed) VALUES ('r2', '{"call_1":{"name":"get_weather","text":"{\"degrees\":21}","isJson":true,"isError":false}}');
INSERT INTO assistant_snapshots (hash, snapshot) VALUES ('h1', '{"name":"Guide","description":null,"model":"practice-1","instructions":"Help.","tools":["code_interpreter"],"files":[]}');
INSERT INTO run_snapshots (run_id, hash, read_at) VALUES ('r1', 'h1', 1763700000000);
INSERT INTO search_text (rowid, words) VALUES (1763800000100, 'what is a thread');
INSERT INTO search_rows (id, conversation_id, message_id) VALUES (1763800000100, 'c1', 'q1');
INSERT INTO search_queue (at, id) VALUES (1763800000001, 'c1');
INSERT INTO search_queue (at, id) VALUES (1763800000002, 'c2');
INSERT INTO search_queue (at, id) VALUES (1763800000100, 'q2');
INSERT INTO search_queue (at, id) VALUES (1763800000900, 'x1');
CREATE TRIGGER search_row_gone AFTER DELETE ON search_rows BEGIN
  DELETE FROM search_text WHERE rowid = old.id;
END;
CREATE TRIGGER search_new_message AFTER INSERT ON messages WHEN new.status <> 'growing' BEGIN
  INSERT INTO search_queue SELECT new.created_at, new.id
    WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
END;
CREATE TRIGGER search_new_content AFTER UPDATE OF status, content ON messages
WHEN new.status <> 'growing' AND (old.status = 'growing' OR new.content <> old.content) BEGIN
  INSERT INTO search_queue SELECT new.created_at, new.id
    WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
END;
CREATE TRIGGER search_new_conversation AFTER INSERT ON conversations WHEN new.title <> '' BEGIN
  INSERT INTO search_queue SELECT new.created_at, new.id
    WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
END;
CREATE TRIGGER search_new_title AFTER UPDATE OF title ON conversations WHEN new.title <> old.title BEGIN
  INSERT INTO search_queue SELECT new.created_at, new.id
    WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
END;
CREATE TRIGGER search_new_run AFTER INSERT ON runs WHEN new.is_open = 0 BEGIN
  INSERT INTO search_queue SELECT created_at, id FROM messages AS m WHERE id = new.message_id
    AND NOT EXISTS (SELECT 1 FROM search_queue AS q WHERE q.at = m.created_at AND q.id = m.id);
END;
CREATE TRIGGER search_run_over AFTER UPDATE OF is_open ON runs WHEN new.is_open = 0 AND old.is_open = 1 BEGIN
  INSERT INTO search_queue SELECT created_at, id FROM messages AS m WHERE id = new.message_id
    AND NOT EXISTS (SELECT 1 FROM search_queue AS q WHERE q.at = m.created_at AND q.id = m.id);
END;
CREATE TRIGGER search_conversation_gone AFTER DELETE ON conversations BEGIN
     INSERT OR IGNORE INTO search_queue VALUES (-1, '');
   END;
PRAGMA user_version = 5;
