/** Starts the highlighter's worker under the page's trusted-types policy and speaks to it. */
import type { HighlightResult } from 'streamdown'
// oxlint-disable-next-line import/default -- Vite makes it
import workerUrl from './highlight.worker.ts?worker&url'
import { after } from '../use-clock.ts'

export interface HighlightRequest {
  key: string
  code: string
  language: string
}

export interface HighlightReply {
  key: string
  /** Null when the block could not be coloured. */
  result: HighlightResult | null
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/** The page's only policy: it lets through the address of our own worker and nothing else. */
export const POLICY_NAME = 'assistant-desk'

/** What the worker's keeper needs of the world. */
interface World {
  /** @throws where no worker can start */
  newWorker(): Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>
  /** Calls back after so many milliseconds, unless what it returns is called before. */
  after(ms: number, work: () => void): () => void
}

/** Its grammars take some 20 MB: a worker that nobody asks for so long is let go, and the next block starts another. */
const RESTS_MS = 10_000

const page: World = {
  newWorker: () => new Worker(address(), { type: 'module' }),
  after,
}

/** Returns how to ask. Where no worker can start, code simply stays plain. */
export function startHighlighter(
  onReply: (key: string, result: HighlightResult | null) => void,
  { newWorker, after: later }: World = page,
): (request: HighlightRequest) => void {
  let worker: ReturnType<World['newWorker']> | null = null
  let open = 0
  let stayAwake = (): void => undefined

  const begin = () => {
    const begun = newWorker()
    begun.addEventListener('message', ({ data }: MessageEvent<HighlightReply>) => {
      onReply(data.key, data.result)
      open -= 1
      if (open === 0) stayAwake = later(RESTS_MS, letGo)
    })
    return begun
  }
  function letGo() {
    worker?.terminate()
    worker = null
  }

  return (request) => {
    stayAwake()
    try {
      worker ??= begin()
      open += 1
      worker.postMessage(request)
    } catch {
      // Code stays plain.
    }
  }
}

let known: string | null = null

/** The policy can be made once only. */
const address = (): string => (known ??= trusted(workerUrl))

function trusted(url: string): string {
  // The DOM types of this TypeScript do not know trusted types yet.
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  if (trustedTypes === undefined) return url
  const policy = trustedTypes.createPolicy(POLICY_NAME, {
    createScriptURL: (asked) => {
      if (asked !== workerUrl) throw new TypeError('Only the highlighter may run as a worker.')
      return asked
    },
  })
  return policy.createScriptURL(url)
}
