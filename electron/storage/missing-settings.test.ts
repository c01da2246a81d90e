/** Whose conversations come back with a snapshot: everybody has a name again, and nobody is here twice. */
import { describe, expect, it } from 'vitest'
import { withMissing } from './missing-settings.ts'
import { readStored, type StoredSettings } from './settings-store.ts'

describe('what a snapshot knows of assistants and connections', () => {
  it('brings an assistant back that was removed since, and its connection', () => {
    const changed = withMissing(desk({ former: ['a1'] }), desk({ connections: ['s1'], here: ['a1'] }))
    expect(idsOf(changed)).toEqual({ connections: ['s1'], assistants: ['a1'], formerAssistants: [] })
  })

  it('brings back the name of one that had been removed then and is forgotten now', () => {
    const changed = withMissing(desk({ here: ['a2'] }), desk({ former: ['a1'], here: ['a2'] }))
    expect(idsOf(changed)).toEqual({ connections: [], assistants: ['a2'], formerAssistants: ['a1'] })
  })

  it('knows one that was removed then and is here again as here', () => {
    expect(withMissing(desk({ here: ['a1'] }), desk({ former: ['a1'] }))).toBeNull()
  })

  it('leaves what is here as it is, and does not bring back what was being removed then', () => {
    const then = desk({ here: ['a1', 'a2'] })
    const removedThen = then.assistants.map((one) => ({ ...one, removedAt: one.id === 'a2' ? 1 : null }))
    const ours = desk({ here: ['a1'] })
    expect(withMissing(ours, { ...then, assistants: removedThen })).toBeNull()
  })
})

interface Who {
  connections?: string[]
  here?: string[]
  former?: string[]
}

function desk({ connections = [], here = [], former = [] }: Who): StoredSettings {
  const assistant = (id: string) => ({ id, connectionId: 's1', remoteId: id, nickname: id, colour: 'teal' })
  const stored = readStored({
    connections: connections.map((id) => ({
      id,
      name: id,
      kind: 'server',
      baseUrl: 'https://example.test/v1',
    })),
    assistants: here.map(assistant),
    formerAssistants: former.map(assistant),
  })
  if (stored === null) throw new Error('not as it is stored')
  return stored
}

const idsOf = (faces: ReturnType<typeof withMissing>) => {
  const ids = (all: readonly { id: string }[] = []) => all.map(({ id }) => id)
  return {
    connections: ids(faces?.connections),
    assistants: ids(faces?.assistants),
    formerAssistants: ids(faces?.formerAssistants),
  }
}
