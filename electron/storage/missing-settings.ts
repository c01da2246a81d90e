/** What the settings beside a snapshot know that these do not: connections, assistants, and the names of those that were removed. */
import type { StoredSettings } from './settings-store.ts'

type Faces = Pick<StoredSettings, 'connections' | 'assistants' | 'formerAssistants'>

/** These settings with what is missing; null where nothing is. What is here stays as it is, and an assistant is never here twice. */
export function withMissing(ours: Faces, theirs: Faces): Faces | null {
  const connections = missing(theirs.connections.filter(isHere), ours.connections)
  const assistants = missing(theirs.assistants.filter(isHere), ours.assistants)
  const formerAssistants = missing(theirs.formerAssistants, [
    ...ours.formerAssistants,
    ...ours.assistants,
    ...assistants,
  ])
  if (connections.length + assistants.length + formerAssistants.length === 0) return null
  const back = new Set(assistants.map(({ id }) => id))
  return {
    connections: [...ours.connections, ...connections],
    assistants: [...ours.assistants, ...assistants],
    formerAssistants: [...ours.formerAssistants.filter(({ id }) => !back.has(id)), ...formerAssistants],
  }
}

const missing = <T extends { id: string }>(theirs: readonly T[], ours: readonly { id: string }[]): T[] =>
  theirs.filter(({ id }) => !ours.some((known) => known.id === id))

const isHere = ({ removedAt }: { removedAt: number | null }): boolean => removedAt === null
