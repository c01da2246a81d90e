/** A server's own list of assistants while it is read: pages are shown as they come in. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Input } from '../../../shared/contract/routes.ts'
import type { ListedAssistant, ListingEnd, ServerListing } from '../../../shared/domain/assistant.ts'
import type { ConnectionForm } from '../../../shared/domain/connection.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { onEvent, request } from '../../bridge/bridge.ts'

/** Whose list: a connection's as it is stored, or that of the server a form describes. */
export interface ListSource {
  connection: string | null
  form: ConnectionForm | null
}

export type ListingState =
  | { state: 'reading'; assistants: readonly ListedAssistant[] }
  | { state: 'ended'; assistants: readonly ListedAssistant[]; end: ListingEnd }
  | { state: 'failed'; assistants: readonly ListedAssistant[]; error: AppError }

export interface ListingModel {
  listing: ListingState
  stop(): void
  readAgain(): void
}

const NOTHING_YET: ListingState = { state: 'reading', assistants: [] }

/** Reads as long as it is mounted; leaving stops it. */
export function useListing(source: ListSource): ListingModel {
  const [listing, setListing] = useState<ListingState>(NOTHING_YET)
  const current = useRef<string | null>(null)

  const read = useCallback(async () => {
    stopListing(current.current)
    const listingId = crypto.randomUUID()
    current.current = listingId
    const ended = await ask({ listingId, ...source })
    if (current.current !== listingId) return
    current.current = null
    setListing((shown) => ({ assistants: shown.assistants, ...ended }))
  }, [source])

  useEffect(() => {
    const stopListening = onEvent((event) => {
      if (event.type !== 'listing-grew' || event.listingId !== current.current) return
      setListing((shown) => ({ ...shown, assistants: [...shown.assistants, ...event.assistants] }))
    })
    void read()
    return () => {
      stopListening()
      stopListing(current.current)
      current.current = null
    }
  }, [read])

  return {
    listing,
    stop: () => stopListing(current.current),
    readAgain: () => {
      setListing(NOTHING_YET)
      void read()
    },
  }
}

type Ended =
  | ({ state: 'ended' } & ServerListing)
  /** What came in before stays shown. */
  | { state: 'failed'; error: AppError }

async function ask(input: Input<'assistants.listAtServer'>): Promise<Ended> {
  try {
    return { state: 'ended', ...(await request('assistants.listAtServer', input)) }
  } catch (thrown) {
    return { state: 'failed', error: toAppError(thrown) }
  }
}

/** Main answers the request itself with what it has read until then. */
function stopListing(listingId: string | null): void {
  if (listingId !== null) request('assistants.stopListing', { listingId }).catch(() => undefined)
}

/** Those whose name, model or ID has every word typed, however it is written. */
export function matching(assistants: readonly ListedAssistant[], typed: string): readonly ListedAssistant[] {
  const words = fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return assistants
  return assistants.filter(({ name, model, remoteId }) => {
    const all = fold(`${name ?? ''} ${model ?? ''} ${remoteId}`)
    return words.every((word) => all.includes(word))
  })
}

const fold = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en')
