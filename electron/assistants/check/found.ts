/** The last lines of a check: is the assistant there, and are threads and runs spoken. Nothing is made to find out. */
import { isFoundry } from './base-urls.ts'
import { errorOf, read } from './read.ts'
import { failed, hostOf, noted, ok, skipped, type LineCheck, type Outcome, type Walk } from './walk.ts'

export const checkAssistant: LineCheck = async (walk) => {
  const { remoteId, learned } = walk
  // Where the whole protocol is missing, an assistant cannot be found either; the next line says so.
  if (remoteId === '' || learned.instead !== null) return skipped
  const came = await walk.ask({ about: 'assistant', remoteId })
  if (came.ok) {
    learned.snapshot = came.snapshot
    return ok
  }
  const trimmed = await trimmedId(walk)
  if (trimmed !== null) return failed(came.error, { kind: 'trim-assistant', remoteId: trimmed })
  return read(came) === 'no-such-thing'
    ? failed(came.error, { kind: 'pick-assistant' })
    : failed(read(came) === 'no-such-path' ? notFound(walk) : came.error, { kind: 'pick-assistant' })
}

const notFound = ({ remoteId }: Walk) => ({ kind: 'assistant-not-found' as const, assistantId: remoteId })

/** The ID without what was copied along with it, if the server knows it that way. */
async function trimmedId({ remoteId, ask }: Walk): Promise<string | null> {
  const trimmed = tidyId(remoteId)
  if (trimmed === remoteId || trimmed === '') return null
  return (await ask({ about: 'assistant', remoteId: trimmed })).ok ? trimmed : null
}

/** Takes off quotes, brackets, marks, invisible characters, `assistant_id=`, and all of an address but its end. */
export const tidyId = (written: string): string =>
  (
    written
      .replace(/[\s\p{Cc}\p{Cf}]+/gu, '')
      .replace(/^["'`“”‘’「」<([{]*[a-z_]*assistant_?id["']?[=:]/i, '')
      .split(/[/?#]/)
      .findLast((part) => /asst_/.test(part)) ?? written.replace(/[\s\p{Cc}\p{Cf}]+/gu, '')
  ).replace(/^["'`“”‘’「」<([{]+|["'`“”‘’「」>)\]},;.]+$/g, '')

export const checkProtocol: LineCheck = async (walk) => {
  const { instead } = walk.learned
  const host = hostOf(walk.server)
  if (instead === 'retired') return failed({ kind: 'api-retired', host })
  if (instead !== null) return failed({ kind: 'other-protocol', host, speaks: instead })
  const threadId = walk.madeUp('thread_')
  const thread = await walk.ask({ about: 'thread', threadId })
  switch (read(thread)) {
    case 'speaks':
    case 'no-such-thing':
    case 'refused':
      return runsToo(walk, threadId)
    case 'no-such-path':
      return failed({ ...errorOf(thread), kind: 'other-protocol', host, speaks: 'unknown' })
    case 'key-wanted':
    case 'no-answer':
      return failed(errorOf(thread))
    default:
      return noted('threads-unproven')
  }
}

async function runsToo(walk: Walk, threadId: string): Promise<Outcome> {
  const came = await walk.ask({ about: 'run', threadId, runId: walk.madeUp('run_') })
  const reading = read(came)
  if (reading === 'no-such-path' || reading === 'page' || reading === 'empty')
    return noted('threads-unproven')
  return isFoundry(walk.server.baseUrl) ? noted('azure-agents') : ok
}
