/** Whether the key is taken, whether keys are looked at at all, and what else the server may want of it. */
import { tidyKey } from '../../../shared/domain/key-text.ts'
import type { ServerAddress } from '../ports.ts'
import type { Came, Question } from './ports.ts'
import { errorOf, hasLapsed, read } from './read.ts'
import { failed, hostOf, noted, ok, type LineCheck, type Outcome, type Walk } from './walk.ts'

export const checkKey: LineCheck = async (walk) => {
  const { server, learned, keyProblem } = walk
  const { question, came } = learned.witness ?? { question: { about: 'assistants' } as const, came: null }
  const answer = came ?? (await walk.ask(question))
  const key = server.signIn === 'none' ? null : server.key
  if (read(answer) === 'key-wanted')
    return key === null ? missing(walk, answer) : refused(walk, { question, answer, key })
  if (key === null) return noted('no-key-needed')
  // It was taken after all, once it was tidied: now the form has to have it that way.
  if (keyProblem !== null) return failed(keyProblem.error, ...keyProblem.fixes)
  return (await takesAnyKey(walk, question)) ? noted('keys-not-checked') : ok
}

/** A key that nobody can have, to the same server: where it passes as well, the right one proves nothing. */
async function takesAnyKey({ ask, madeUp }: Walk, question: Question): Promise<boolean> {
  const reading = read(await ask(question, { key: madeUp('wrong-key-') }))
  return reading === 'speaks' || reading === 'no-such-thing'
}

function missing({ server }: Walk, answer: Came): Outcome {
  const error = { ...errorOf(answer), kind: 'key-missing' as const }
  return server.signIn === 'none'
    ? failed(error, { kind: 'sign-in', signIn: 'bearer' }, { kind: 'sign-in', signIn: 'api-key' })
    : failed(error, { kind: 'replace-key' })
}

async function refused(
  walk: Walk,
  { question, answer, key }: { question: Question; answer: Came; key: string },
): Promise<Outcome> {
  const { server, ask } = walk
  const passes = async (over: Partial<ServerAddress>) => {
    const reading = read(await ask(question, over))
    return reading !== 'key-wanted' && reading !== 'no-answer' && reading !== 'broken'
  }
  const error = errorOf(answer)
  const signIn = server.signIn === 'api-key' ? 'bearer' : 'api-key'
  if (await passes({ signIn })) return failed(error, { kind: 'sign-in', signIn })
  const tidied = tidyKey(key)
  if (tidied !== key && (await passes({ key: tidied }))) return failed(error, { kind: 'trim-key' })
  if (hasLapsed(answer, { key, now: walk.now() })) {
    const { technical = {} } = error
    return failed({ kind: 'token-lapsed', host: hostOf(server), technical }, { kind: 'replace-key' })
  }
  return failed(error, { kind: 'replace-key' })
}
