/** The same network for the official `openai` package with its defaults, used as its own documentation does. */
import OpenAI from 'openai'
import { seededRandom } from '../engine/chance.ts'
import { pause } from '../engine/fast-clock.ts'
import { startFaultyProxy, type Fault } from '../engine/faulty-proxy.ts'
import { startPractice } from '../engine/practice.ts'

export interface SdkReport {
  sends: number
  answered: number
  /** Questions of which the server has more than one copy. */
  doubled: number
  copies: number
  /** Runs beyond the first of a question. */
  doubledRuns: number
  errors: number
  /** Errors after which the question was at the server all the same. */
  falseErrors: number
  /** Not at the server. */
  lost: number
  hangs: number
  wrongTexts: number
  requests: number
  done: Map<Fault, number>
  seconds: number
}

const CAP_MS = 15_000
const AT_ONCE = 10

interface Baseline {
  threads: OpenAI['beta']['threads']
  assistantId: string
  outcomes: Map<string, 'answered' | 'error' | 'hang'>
  texts: Map<string, string>
}

export async function sdkBaseline({
  sends,
  seed,
  faults,
}: {
  sends: number
  seed: number
  faults: number
}): Promise<SdkReport> {
  const began = performance.now()
  const practice = await startPractice({ speed: 0 })
  const proxy = await startFaultyProxy(practice.baseUrl, { rate: 0, random: seededRandom(seed) })
  const { beta } = new OpenAI({ apiKey: practice.key, baseURL: proxy.baseUrl })
  const baseline: Baseline = {
    threads: beta.threads,
    assistantId: practice.assistantIds.calculator,
    outcomes: new Map(),
    texts: new Map(),
  }
  // Threads are made in peace, so that only the sending is measured.
  const threads = await Promise.all(Array.from({ length: AT_ONCE }, () => beta.threads.create({})))
  proxy.setRate(faults)
  await Promise.all(
    threads.map(async ({ id }, lane) => {
      for (let number = lane; number < sends; number += AT_ONCE) await ask(baseline, id, number)
    }),
  )
  await proxy.close()
  await practice.close()
  const counted = countedIn(practice.threads(), baseline)
  const ends = [...baseline.outcomes.values()]
  return {
    sends,
    answered: ends.filter((end) => end === 'answered').length,
    errors: ends.filter((end) => end === 'error').length,
    hangs: ends.filter((end) => end === 'hang').length,
    ...counted,
    requests: proxy.requests(),
    done: proxy.done,
    seconds: Math.round((performance.now() - began) / 1000),
  }
}

async function ask({ threads, assistantId, outcomes, texts }: Baseline, threadId: string, number: number) {
  const nonce = `sdk-${number}`
  const work = async () => {
    await threads.messages.create(threadId, {
      role: 'user',
      content: `What is ${number} * (${number} + 1)?`,
      metadata: { client_msg_id: nonce },
    })
    const run = await threads.runs.createAndPoll(threadId, {
      assistant_id: assistantId,
      metadata: { client_msg_id: nonce },
    })
    const { data } = await threads.messages.list(threadId, { run_id: run.id })
    const parts = data.flatMap(({ content }) => content)
    texts.set(nonce, parts.map((part) => (part.type === 'text' ? part.text.value : '')).join(''))
    return 'answered' as const
  }
  const capped = pause(CAP_MS).then(() => 'hang' as const)
  outcomes.set(nonce, await Promise.race([work().catch(() => 'error' as const), capped]))
}

type Threads = ReturnType<Awaited<ReturnType<typeof startPractice>>['threads']>

function countedIn(threads: Threads, { outcomes, texts }: Baseline) {
  const idOf = ({ metadata }: { metadata: unknown }): string =>
    String(Reflect.get(Object(metadata), 'client_msg_id'))
  const questions = Map.groupBy(
    threads.flatMap(({ messages }) => messages.filter(({ role }) => role === 'user')),
    idOf,
  )
  const runs = Map.groupBy(
    threads.flatMap((record) => record.runs.map(({ run }) => run)),
    idOf,
  )
  const extra = (found: Map<string, unknown[]>) =>
    [...found.values()].reduce((sum, { length }) => sum + length - 1, 0)
  const failed = [...outcomes].flatMap(([nonce, end]) => (end === 'error' ? [nonce] : []))
  return {
    doubled: [...questions.values()].filter(({ length }) => length > 1).length,
    copies: extra(questions),
    doubledRuns: extra(runs),
    falseErrors: failed.filter((nonce) => questions.has(nonce)).length,
    lost: [...outcomes.keys()].filter((nonce) => !questions.has(nonce)).length,
    wrongTexts: [...texts].filter(([nonce, text]) => !text.includes(resultOf(nonce))).length,
  }
}

const resultOf = (nonce: string): string => {
  const number = Number(nonce.slice('sdk-'.length))
  return `**${number * (number + 1)}**`
}
