/** A made-up conversation to export, with a text of the test's choice in every field that people and servers fill. */
import type { Citation, Message } from '../../shared/domain/conversation.ts'
import { newConversation } from '../../shared/domain/conversation.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import { createSubject, type ExportSubject } from './export-subject.ts'
import type { ExportSource } from './ports.ts'
import { createStamps } from './stamps.ts'

export const AT = Date.UTC(2026, 10, 22, 6, 5, 9, 120)
export const stamp = createStamps('Asia/Taipei')

export function createTestSource(text: string, count = 1): ExportSource {
  const question = (at: number): Message => ({
    id: `q${at} ${text}`,
    conversationId: 'c1',
    position: at * 2 - 1,
    role: 'user',
    status: 'sent',
    remoteId: `msg ${text}`,
    createdAt: AT,
    content: [
      { type: 'text', text, citations: [] },
      { type: 'image-url', url: text },
      { type: 'unknown', raw: text },
      { type: 'refusal', text },
      {
        type: 'attachment',
        id: 'f',
        name: text,
        size: 1,
        pictureType: null,
        purpose: 'code',
        begunAt: null,
        remoteId: text,
      },
    ],
  })
  const citation: Citation = {
    start: 0,
    end: 1,
    marker: text,
    kind: 'file',
    fileId: text,
    fileName: text,
    url: text,
    quote: text,
  }
  const answer = (at: number): Message => ({
    ...question(at),
    id: `a${at}`,
    position: at * 2,
    role: 'assistant',
    status: 'complete',
    runId: `r${at}`,
    content: [
      { type: 'text', text, citations: [citation] },
      { type: 'image', fileId: text },
    ],
  })
  const run = (at: number): Run => ({
    ...newRun({ id: `r${at}`, conversationId: 'c1', messageId: `q${at} ${text}` }, AT),
    state: 'failed',
    rawStatus: text,
    threadId: text,
    remoteId: text,
    calls: [{ callId: 'call', name: text, argumentsText: text }],
    results: [{ callId: 'call', output: text }],
    steps: [
      {
        id: text,
        kind: 'tools',
        state: 'failed',
        error: text,
        startedAt: AT,
        endedAt: AT,
        tools: [
          {
            kind: 'code',
            input: text,
            outputs: [
              { type: 'logs', text },
              { type: 'image', fileId: text },
              { type: 'unknown', raw: text },
            ],
          },
          { kind: 'file-search', hits: [{ fileId: text, fileName: text, score: 1, passage: text }] },
          { kind: 'function', name: text, argumentsText: text, output: text, callId: text },
          { kind: 'unknown', name: text, raw: text },
        ],
      },
    ],
    usage: { prompt: 1, completion: 2, total: 3 },
    error: {
      kind: 'refused',
      status: 400,
      technical: { serverMessage: text, path: text, requestId: text, code: text, host: text },
    },
    endedAt: AT + 1_500,
  })
  const snapshot = {
    name: text,
    description: text,
    model: text,
    instructions: text,
    tools: [text],
    files: [{ id: text, kind: 'file' as const, tool: text }],
    readAt: AT,
  }
  const pages = (position: number) =>
    Array.from({ length: count }, (_, at) => [question(at + 1), answer(at + 1)])
      .flat()
      .filter((each) => each.position > position)
      .slice(0, 100)
  return {
    ids: () => ['c1'],
    find: (id) => ({ ...newConversation({ id, assistantId: 'a1' }, AT), title: text, threadId: text }),
    countMessages: () => count * 2,
    messagesAfter: (_id, position) => pages(position),
    runsOf: (ids) =>
      ids.flatMap((id) =>
        id.startsWith('q') ? [{ run: run(Number(/^q(\d+)/.exec(id)?.[1])), snapshot }] : [],
      ),
    runsAfter: (_id, number) =>
      number === 0 ? { runs: [{ run: run(1), snapshot }], last: 1 } : { runs: [], last: number },
  }
}

export const subjectOf = (text: string, secrets: string[] = [], count = 1): ExportSubject =>
  createSubject(
    {
      source: createTestSource(text, count),
      partners: {
        partnersOf: () => ({
          assistant: { id: 'a1', remoteId: text, nickname: text },
          connection: { name: text, kind: 'server', baseUrl: text },
        }),
      },
      secrets: () => secrets,
      stamp,
      timeZone: 'Asia/Taipei',
      appName: 'Assistant Desk',
      appVersion: '1.0.0',
      now: () => AT,
    },
    'c1',
  )!
