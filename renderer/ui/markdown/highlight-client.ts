/** Starts the highlighter's worker under the page's trusted-types policy and speaks to it. */
import type { HighlightResult } from 'streamdown'
// oxlint-disable-next-line import/default -- Vite makes it
import workerUrl from './highlight.worker.ts?worker&url'

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

/** Returns how to ask. Where no worker can start, code simply stays plain. */
export function startHighlighter(
  onReply: (key: string, result: HighlightResult | null) => void,
): (request: HighlightRequest) => void {
  if (typeof Worker === 'undefined') return () => undefined
  try {
    const worker = new Worker(trusted(workerUrl), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<HighlightReply>) =>
      onReply(data.key, data.result),
    )
    return (request) => worker.postMessage(request)
  } catch {
    return () => undefined
  }
}

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
