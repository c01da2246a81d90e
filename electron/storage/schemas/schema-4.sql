-- A history as schema 4 wrote it, with rows in every table. Written once when the schema landed, never edited.
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
PRAGMA user_version = 4;
