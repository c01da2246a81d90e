/** What an assistant was is kept with each run, and nothing of that ever stands in the run's way. */
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import { withRunSnapshots } from './run-snapshots.ts'

const OLD: AssistantSnapshot = {
  name: 'Orders',
  description: null,
  model: 'old',
  instructions: null,
  tools: [],
  files: [],
  readAt: 1,
}
const NEW: AssistantSnapshot = { ...OLD, model: 'new', readAt: 2 }

describe('a run that begins', () => {
  it('gets what is known at once, and what the server says now when it has said it', async () => {
    const desk = deskWith({ known: OLD })
    desk.tell(runOf('r1'))
    expect(desk.linked.get('r1')).toEqual(OLD)
    await desk.answer(NEW)
    expect(desk.linked.get('r1')).toEqual(NEW)
  })

  it('gets what the server says even when the run is over before', async () => {
    const desk = deskWith({ known: null })
    desk.tell(runOf('r1'))
    desk.tell(runOf('r1', { state: 'completed' }))
    await desk.answer(NEW)
    expect(desk.linked.get('r1')).toEqual(NEW)
  })

  it('keeps what was known when the server cannot be asked', async () => {
    const desk = deskWith({ known: OLD })
    desk.tell(runOf('r1'))
    await desk.answer(null)
    expect(desk.linked.get('r1')).toEqual(OLD)
  })

  it('is asked about once, however often something is told of it', () => {
    const desk = deskWith({ known: OLD })
    for (const state of ['preparing', 'running', 'running'] as const) desk.tell(runOf('r1', { state }))
    expect(desk.asked).toEqual(['c1'])
    desk.tell(runOf('r2'))
    expect(desk.asked).toEqual(['c1', 'c1'])
  })

  it('of an earlier life is left as it was', () => {
    const desk = deskWith({ known: NEW })
    desk.linked.set('r1', OLD)
    desk.tell(runOf('r1'))
    desk.tell(runOf('r2', { remoteId: 'run_2', state: 'running' }))
    expect([...desk.linked]).toEqual([['r1', OLD]])
    expect(desk.asked).toEqual([])
  })

  it('is told of first, whatever becomes of its snapshot', async () => {
    const desk = deskWith({ known: OLD, linkFails: true })
    desk.tell(runOf('r1'))
    expect(desk.told).toMatchObject([{ type: 'run-changed', run: { id: 'r1' } }])
    await desk.quiet()
    expect(desk.bugs).toHaveLength(1)
  })
})

it('other events are told on unchanged', () => {
  const desk = deskWith({ known: OLD })
  const event: AppEvent = { type: 'command', command: 'settings' }
  desk.publish(event)
  expect(desk.told).toEqual([event])
  expect(desk.asked).toEqual([])
})

const runOf = (id: string, over: Partial<Run> = {}): Run => ({
  ...newRun({ id, conversationId: 'c1', messageId: 'q1' }, 1),
  ...over,
})

function deskWith({ known, linkFails = false }: { known: AssistantSnapshot | null; linkFails?: boolean }) {
  const told: AppEvent[] = []
  const asked: string[] = []
  const bugs: unknown[] = []
  const linked = new Map<string, AssistantSnapshot>()
  const answers: ((snapshot: AssistantSnapshot | null) => void)[] = []
  const quiet = () => new Promise<void>((resolve) => setImmediate(resolve))
  const publish = withRunSnapshots((event) => told.push(event), {
    snapshots: {
      link(runId, snapshot) {
        if (linkFails) throw new Error('disk')
        linked.set(runId, snapshot)
      },
      snapshotOf: (runId) => linked.get(runId) ?? null,
    },
    known: () => known,
    readIfOld(conversationId) {
      asked.push(conversationId)
      return new Promise((resolve) => answers.push(resolve))
    },
    reportBug: (thrown) => bugs.push(thrown),
  })
  return {
    asked,
    bugs,
    linked,
    publish,
    quiet,
    tell: (run: Run) => publish({ type: 'run-changed', conversationId: 'c1', revision: 1, run }),
    told,
    async answer(snapshot: AssistantSnapshot | null) {
      for (const say of answers) say(snapshot)
      await quiet()
    },
  }
}
