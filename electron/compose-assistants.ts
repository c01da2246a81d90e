/** Builds what the app knows of servers and of the assistants on them. */
import type { AppEvent } from '../shared/contract/events.ts'
import { createAssistantReader, type AssistantReader } from './assistants/assistant-reader.ts'
import { createAssistantService } from './assistants/assistant-service.ts'
import { createConnectionService } from './assistants/connection-service.ts'
import type { CertificateDialog, Directory } from './assistants/ports.ts'
import { createRememberedAnswers } from './assistants/remembered-answers.ts'
import { createServerLists } from './assistants/server-lists.ts'
import { createShelf } from './assistants/shelf.ts'
import type { Practice } from './compose-practice.ts'
import type { Storage } from './compose-storage.ts'
import type { Publish } from './conversations/ports.ts'
import { withRunSnapshots } from './conversations/run-snapshots.ts'
import { systemClock as clock } from './platform/clock.ts'
import { systemIds as ids } from './platform/ids.ts'
import type { Log } from './platform/log.ts'

interface World {
  storage: Storage
  publish(event: AppEvent): void
  practice: Practice
  log: Log
  dialogs: CertificateDialog
  directory: Directory
  reportBug(thrown: unknown): void
}

export function composeAssistants({ storage, publish, practice, log, dialogs, ...world }: World) {
  const { settings: store, keys, conversations } = storage
  const { directory, reportBug } = world
  const shelf = createShelf({ store, keys, publish })
  const connections = createConnectionService({
    shelf,
    keys,
    ids,
    clock,
    dialogs,
    practiceAddress: practice.address,
  })
  const reader = createAssistantReader({ shelf, directory, servers: connections, clock, log, reportBug })
  const spokenTo = () =>
    new Set([...conversations.list(), ...conversations.listRemoved()].map(({ assistantId }) => assistantId))
  const assistants = createAssistantService({
    shelf,
    servers: connections,
    reader,
    clock,
    ids,
    log,
    spokenTo,
  })
  const serverLists = createServerLists({ shelf, directory, servers: connections, publish })
  return {
    connections,
    assistants,
    answers: createRememberedAnswers(shelf),
    serverLists,
    /** At start: what was removed in an earlier life, and what nothing refers to any more. */
    purge() {
      connections.purgeRemoved()
      assistants.purgeRemoved()
      storage.runSnapshots.dropUnused()
    },
    /** Tells on what it hears, and keeps with each run what its assistant was. */
    noteRuns: (tell: Publish) => withRunSnapshots(tell, { ...snapshotsOf(storage, reader), reportBug }),
  }
}

const snapshotsOf = ({ conversations, runSnapshots }: Storage, reader: AssistantReader) => {
  const assistantOf = (conversationId: string) => conversations.find(conversationId)?.assistantId ?? ''
  return {
    snapshots: runSnapshots,
    known: (conversationId: string) => reader.known(assistantOf(conversationId)),
    readIfOld: (conversationId: string) => reader.readIfOld(assistantOf(conversationId)),
  }
}
