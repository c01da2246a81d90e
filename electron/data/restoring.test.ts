/** Bringing a snapshot back: what is here is kept first, runs stand still meanwhile, and the window is told. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/errors.ts'
import { createRestoring } from './restoring.ts'

const EMPTY = { total: 0, shown: [] }

describe('restoring', () => {
  it('keeps what is here first, leaves the runs, replaces, tells, and takes up what is open', async () => {
    const desk = deskThat()
    expect(await desk.restoring.restore({ snapshotId: 's1' })).toEqual({ undoId: 'before' })
    expect(desk.done).toEqual([
      'open s1',
      'leave runs',
      'make before-restore',
      'leave runs',
      'assistants',
      'replace',
      'told history-restored',
      'take up runs',
      'close',
    ])
  })

  it('changes nothing when what is here cannot be kept', async () => {
    const desk = deskThat({ make: new Failure({ kind: 'storage-failed' }) })
    await expect(desk.restoring.restore({ snapshotId: 's1' })).rejects.toThrow('storage-failed')
    expect(desk.done).toEqual(['open s1', 'leave runs', 'take up runs', 'close'])
  })

  it('keeps once more what was said while it was being kept', async () => {
    const desk = deskThat({ saidMeanwhile: 1 })
    await desk.restoring.restore({ snapshotId: 's1' })
    expect(desk.done.slice(0, 5)).toEqual([
      'open s1',
      'leave runs',
      'make before-restore',
      'drop before',
      'make before-restore',
    ])
  })

  it('takes the runs up again when it fails', async () => {
    const desk = deskThat({ replace: new Failure({ kind: 'storage-failed' }) })
    await expect(desk.restoring.restore({ snapshotId: 's1' })).rejects.toThrow('storage-failed')
    expect(desk.done.slice(-2)).toEqual(['take up runs', 'close'])
    expect(desk.done).not.toContain('told history-restored')
  })

  it('happens one at a time', async () => {
    const desk = deskThat()
    await Promise.all([
      desk.restoring.restore({ snapshotId: 's1' }),
      desk.restoring.preview({ snapshotId: 's1' }),
    ])
    expect(desk.done.filter((each) => /^open|close/.test(each))).toEqual([
      'open s1',
      'close',
      'open s1',
      'close',
    ])
  })

  it('of one conversation says when it is not in there', async () => {
    const desk = deskThat()
    await expect(
      desk.restoring.restoreConversation({ snapshotId: 's1', conversationId: 'nobody' }),
    ).rejects.toThrow('not-found-here')
    await desk.restoring.restoreConversation({ snapshotId: 's1', conversationId: 'c1' })
    expect(desk.done).toContain('told history-restored')
  })
})

function deskThat(failing: { make?: Failure; replace?: Failure; saidMeanwhile?: number } = {}) {
  let said = failing.saidMeanwhile ?? 0
  const done: string[] = []
  const note = (what: string) => void done.push(what)
  const snapshot = { id: 's1', kind: 'daily' as const, at: 0, bytes: 1 }
  const restoring = createRestoring({
    publish: (event) => note(`told ${event.type}`),
    turns: { close: () => note('leave runs'), resume: () => note('take up runs') },
    shelf: {
      list: () => [snapshot],
      drop: (id) => note(`drop ${id}`),
      holdsAll: () => (said -= 1) < 0,
      async make(kind) {
        if (failing.make !== undefined) throw failing.make
        note(`make ${kind}`)
        return { ...snapshot, id: 'before', kind }
      },
      async open(id) {
        note(`open ${id}`)
        return {
          compare: () => ({ messages: 0, conversations: EMPTY, onlyThere: EMPTY, onlyHere: EMPTY }),
          replaceAll() {
            if (failing.replace !== undefined) throw failing.replace
            note('replace')
          },
          bringBack: (conversationId) => conversationId === 'c1',
          bringBackAssistants: () => note('assistants'),
          close: () => note('close'),
        }
      },
    },
  })
  return { restoring, done }
}
