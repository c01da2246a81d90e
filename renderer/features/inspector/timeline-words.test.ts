/** Every event of a run has its words, in both languages. */
import { afterEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../shared/domain/run.ts'
import { timelineOf, type TimelineEvent, type ToolNews } from '../../../shared/domain/timeline.ts'
import { setLocale } from '../../../shared/words/generated/runtime.js'
import { timelineLine } from './timeline-words.ts'

afterEach(() => setLocale('en', { reload: false }))

const failure = { kind: 'refused', status: 400 } as const
const call = { callId: 'c1', name: 'get_weather', argumentsText: '{}' }

/** Each type with its words: a type without a row does not compile. */
const TABLE: { [T in RunEvent['type']]: [Extract<RunEvent, { type: T }>, string, string][] } = {
  started: [[{ type: 'started' }, 'Question written down', '問題已寫下']],
  intended: [
    [{ type: 'intended', post: 'thread' }, 'Asking for a thread', '要求建立討論串'],
    [{ type: 'intended', post: 'message' }, 'Sending the message', '正在傳送訊息'],
    [{ type: 'intended', post: 'run' }, 'Asking for a run', '要求開始執行'],
    [{ type: 'intended', post: 'results' }, 'Sending the results', '正在傳送結果'],
  ],
  'thread-created': [[{ type: 'thread-created', threadId: 't' }, 'Thread created', '討論串已建立']],
  'message-posted': [[{ type: 'message-posted', remoteMessageId: 'm' }, 'Message sent', '訊息已送出']],
  'run-created': [[{ type: 'run-created', remoteId: 'r', expiresAt: null }, 'Run created', '執行已建立']],
  status: [
    [{ type: 'status', state: 'queued', raw: 'queued' }, 'Waiting in the queue', '排隊中'],
    [{ type: 'status', state: 'running', raw: 'in_progress' }, 'Thinking', '思考中'],
    [
      { type: 'status', state: 'cancelling', raw: 'cancelling' },
      'The server is cancelling',
      '伺服器正在取消',
    ],
    [
      { type: 'status', state: 'running', raw: 'warming_up' },
      'The server says warming_up',
      '伺服器回報 warming_up',
    ],
  ],
  'results-needed': [
    [
      { type: 'results-needed', calls: [call, { ...call, name: 'b' }], expiresAt: null },
      'Waiting for you: get_weather, b',
      '等你回覆：get_weather, b',
    ],
  ],
  'results-given': [
    [
      { type: 'results-given', results: [{ callId: 'c1', output: '1' }] },
      'You gave the result',
      '你給了 1 個結果',
    ],
    [
      { type: 'results-given', results: [{ callId: 'c1', output: '1' }], isAutomatic: true },
      'A remembered answer was given',
      '已自動使用 1 個記住的結果',
    ],
  ],
  'results-taken': [[{ type: 'results-taken' }, 'The server took the results', '伺服器已收下結果']],
  'steps-changed': [
    [
      {
        type: 'steps-changed',
        steps: [
          {
            id: 's',
            kind: 'message',
            state: 'running',
            tools: [],
            error: null,
            startedAt: null,
            endedAt: null,
          },
        ],
      },
      'Writing the answer',
      '正在撰寫回答',
    ],
  ],
  'first-text': [[{ type: 'first-text' }, 'First words', '出現第一個字']],
  polled: [[{ type: 'polled' }, 'State asked for', '查詢狀態']],
  reconnecting: [[{ type: 'reconnecting' }, 'Connection lost, trying again', '連線中斷，正在重試']],
  'thread-busy': [
    [{ type: 'thread-busy' }, 'The thread is busy with another run, waiting', '討論串有另一個執行，等待中'],
  ],
  'thread-free': [[{ type: 'thread-free' }, 'The thread is free again', '討論串已可使用']],
  ended: [
    [ended('completed'), 'Completed', '完成'],
    [
      ended('failed', failure),
      'Failed: The server refused the request (400)',
      '失敗：伺服器拒絕了請求（400）',
    ],
    [ended('incomplete'), 'Ended incomplete', '未完成就結束'],
    [ended('expired'), 'Expired', '已逾期'],
    [ended('cancelled'), 'Cancelled', '已取消'],
  ],
  broke: [
    [
      { type: 'broke', error: failure },
      'Following it broke off: The server refused the request (400)',
      '追蹤中斷：伺服器拒絕了請求（400）',
    ],
  ],
  'limit-reached': [
    [limit(300_000), 'Limit of 5 minutes reached', '已達 5 分鐘上限'],
    [limit(60_000), 'Limit of 1 minute reached', '已達 1 分鐘上限'],
    [limit(90_000), 'Limit of 90 seconds reached', '已達 90 秒上限'],
  ],
  'kept-waiting': [[{ type: 'kept-waiting' }, 'You chose to keep waiting', '你選擇繼續等待']],
  'cancel-requested': [[{ type: 'cancel-requested' }, 'You cancelled', '你已取消']],
  'cancel-failed': [
    [
      { type: 'cancel-failed', error: failure },
      'The server did not cancel it: The server refused the request (400)',
      '伺服器沒有取消：伺服器拒絕了請求（400）',
    ],
  ],
  'stopped-waiting': [[{ type: 'stopped-waiting' }, 'Stopped waiting', '已停止等待']],
  'watched-again': [[{ type: 'watched-again' }, 'Looking again', '再看一次']],
}

describe.each(['en', 'zh-TW'] as const)('in %s', (locale) => {
  it.each(Object.values(TABLE).flat())('%o is told in words', async (event, english, chinese) => {
    await setLocale(locale, { reload: false })
    const told = timelineOf([{ at: 0, event }]).map((entry) => timelineLine(entry.event).words)
    expect(told).toEqual([locale === 'en' ? english : chinese])
  })
})

describe('tools', () => {
  it.each([
    [tool('code', 'running'), 'Running Python'],
    [tool('code', 'completed', 2), 'Ran 2 lines of Python'],
    [tool('file-search', 'running'), 'Searching the files'],
    [tool('file-search', 'completed', 3), 'Searched 3 files'],
    [tool('file-search', 'completed'), 'Searched the files'],
    [tool('function', 'running'), 'Calling browse'],
    [tool('function', 'expired'), 'Called browse: expired'],
    [tool('unknown', 'completed'), 'Used browse'],
    [tool('code', 'failed', 1), 'Ran 1 line of Python: failed'],
    [tool('code', 'cancelled', 1), 'Ran 1 line of Python: cancelled'],
  ])('%o are told in words', (news, words) => {
    expect(timelineLine({ type: 'tools-changed', tools: [news] }).words).toBe(words)
  })

  it('that failed are marked, whatever stands beside them', () => {
    const tools = [tool('code', 'failed', 1), tool('file-search', 'completed', 1)]
    expect(timelineLine({ type: 'tools-changed', tools })).toMatchObject({
      tone: 'bad',
      words: 'Ran 1 line of Python: failed · Searched 1 file',
    })
  })
})

describe('a word nobody here knows', () => {
  it('is told as the server said it', () => {
    expect(timelineLine({ type: 'status', state: 'running', raw: 'warming_up' }).raw).toBe('warming_up')
    expect(timelineLine({ ...ended('failed'), raw: 'exploded' }).raw).toBe('exploded')
    expect(timelineLine(ended('failed')).raw).toBeUndefined()
  })

  it('is told by its own name when a later version wrote it', () => {
    expect(timelineLine({ type: 'teleported' } as unknown as TimelineEvent)).toMatchObject({
      raw: 'teleported',
    })
    expect(timelineLine({ type: 'constructor' } as unknown as TimelineEvent)).toMatchObject({
      raw: 'constructor',
    })
  })
})

it('marks a run that completed without an answer as bad', () => {
  expect(timelineLine(ended('completed', { kind: 'no-response' }))).toMatchObject({
    tone: 'bad',
    words: 'Completed: The run finished without a message',
  })
})

type Ended = Extract<RunEvent, { type: 'ended' }>
function ended(state: Ended['state'], error: Ended['error'] = null): Ended {
  return { type: 'ended', state, raw: state, error, usage: null }
}
function limit(afterMs: number): Extract<RunEvent, { type: 'limit-reached' }> {
  return { type: 'limit-reached', error: { kind: 'run-timeout', afterMs } }
}
function tool(kind: ToolNews['kind'], state: ToolNews['state'], count = 0): ToolNews {
  return { kind, name: 'browse', count, state }
}
