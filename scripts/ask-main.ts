/** Asks the app's main process through the window's own bridge, for scripts and journeys that check what is stored. */
import type { Page } from '@playwright/test'
import type { Envelope } from '../shared/contract/envelope.ts'
import type { Input, Reply, RouteName } from '../shared/contract/routes.ts'
import type { ConversationPage } from '../shared/domain/conversation.ts'

type Bridge = { assistant: { request(name: string, input: unknown): Promise<unknown> } }

/** @throws Error with the failure's kind */
export async function askMain<R extends RouteName>(page: Page, name: R, input?: Input<R>): Promise<Reply<R>> {
  // The page's global is not ours to type: this is the boundary.
  const told = await page.evaluate(
    ([route, value]) => (globalThis as unknown as Bridge).assistant.request(route, value),
    [name, input] as const,
  )
  const envelope = told as Envelope<Reply<R>>
  if (!envelope.ok) throw new Error(`${name}: ${JSON.stringify(envelope.error)}`)
  return envelope.value
}

/** The conversation changed last, as it is stored. */
export async function latestConversation(page: Page): Promise<ConversationPage> {
  const { conversations } = await askMain(page, 'app.state')
  const [latest] = conversations
  if (latest === undefined) throw new Error('there is no conversation')
  return askMain(page, 'conversations.open', { conversationId: latest.id, beforePosition: null })
}
