/** Fills the palette: recent or fitting conversations, messages that were found, assistants, and every command. */
import { MessageSquareText } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Conversation } from '../../shared/domain/conversation.ts'
import { m } from '../../shared/words/generated/messages.js'
import { fitting, type PaletteGroup, type PaletteItem } from '../features/search/palette-items.ts'
import { createSearch, type SearchState } from '../features/search/search-store.ts'
import { formatMoment, formatNumber } from '../ui/format.ts'
import { Letter } from '../ui/Letter.tsx'
import { COMMANDS, keyWords } from './commands.ts'
import { newConversation, showConversation } from './desk-actions.ts'
import type { Desk } from './desk-store.ts'
import { closePalette, searchPlaces, showMessage } from './search-actions.ts'

const loadPalette = () => import('../features/search/Palette.tsx')
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))

/** So that what is typed right after the keys lands in its box. */
export const preloadPalette = (): void => void loadPalette().catch(() => undefined)

const RECENT = 6
const MOST = { conversations: 8, messages: 12, assistants: 6 } as const

/** Nothing while it is closed. */
export function PalettePlace({ desk }: { desk: Desk }) {
  const isOpen = useStore(searchPlaces, (state) => state.isPaletteOpen)
  return isOpen ? <Open desk={desk} /> : null
}

function Open({ desk }: { desk: Desk }) {
  const [search] = useState(() => createSearch())
  const state = useStore(search.store)
  const groups = useMemo(() => groupsFor(desk, state), [desk, state])
  const toIndex = state.reply?.toIndex ?? 0
  return (
    <Suspense fallback={null}>
      <Palette
        groups={groups}
        text={state.text}
        onType={search.type}
        onClose={closePalette}
        note={toIndex > 0 ? m.search_indexing({ count: formatNumber(toIndex) }) : null}
      />
    </Suspense>
  )
}

/** Conversations come first, then what can be done; what stands in messages comes last. */
function groupsFor(desk: Desk, state: SearchState): PaletteGroup[] {
  const typed = state.text
  const isEmpty = typed.trim() === ''
  const conversations = conversationsOf(desk)
  const groups: PaletteGroup[] = [
    isEmpty
      ? { id: 'recent', words: m.palette_recent(), items: conversations.slice(0, RECENT) }
      : {
          id: 'conversations',
          words: m.palette_conversations(),
          items: fitting(conversations, typed).slice(0, MOST.conversations),
        },
    { id: 'commands', words: m.palette_commands(), items: fitting(commandsOf(desk), typed) },
    {
      id: 'assistants',
      words: m.palette_assistants(),
      items: fitting(assistantsOf(desk), typed).slice(0, MOST.assistants),
    },
    { id: 'messages', words: m.palette_messages(), items: isEmpty ? [] : messagesOf(state) },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

const commandsOf = (desk: Desk): PaletteItem[] =>
  COMMANDS.filter(({ isOffered, isHidden }) => isHidden !== true && (isOffered?.() ?? true)).map(
    (command) => {
      const Icon = command.icon
      return {
        id: `command:${command.id}`,
        words: command.words(),
        icon: <Icon size={16} />,
        shortcut: keyWords(command, desk.platform),
        run: command.run,
      }
    },
  )

const assistantsOf = ({ assistants }: Desk): PaletteItem[] =>
  assistants
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id, nickname, colour, snapshot }) => ({
      id: `assistant:${id}`,
      words: nickname,
      detail: snapshot?.model ?? undefined,
      icon: <Letter name={nickname} colour={colour} />,
      run: () => newConversation(id),
    }))

function conversationsOf(desk: Desk): PaletteItem[] {
  return desk.conversations
    .filter(({ title }) => title !== '')
    .map((conversation) => ({
      id: `conversation:${conversation.id}`,
      words: conversation.title,
      ...faceOf(desk, conversation),
      run: () => showConversation(conversation.id),
    }))
}

function messagesOf({ reply }: SearchState): PaletteItem[] {
  const conversations = new Map(reply?.conversations.map((one) => [one.id, one]))
  return (reply?.found ?? []).slice(0, MOST.messages * 2).flatMap((found): PaletteItem[] => {
    const conversation = conversations.get(found.conversationId)
    const { messageId, position } = found
    if (conversation === undefined || messageId === null || position === null) return []
    const item = {
      id: `message:${messageId}`,
      words: conversation.title || m.conversation_untitled(),
      excerpt: found.excerpt,
      icon: <MessageSquareText size={16} />,
      detail: formatMoment(found.at),
      run: () => showMessage(conversation.id, { messageId, position }),
    }
    return [item]
  })
}

function faceOf(desk: Desk, { assistantId, archivedAt }: Conversation): Pick<PaletteItem, 'icon' | 'detail'> {
  const face = [...desk.assistants, ...desk.formerAssistants].find(({ id }) => id === assistantId)
  return {
    icon: face === undefined ? null : <Letter name={face.nickname} colour={face.colour} />,
    detail: archivedAt === null ? face?.nickname : m.search_archived(),
  }
}
