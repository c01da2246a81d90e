/** Exporting, as the window's menus and lists ask for it. */
import { createStore } from 'zustand/vanilla'

/** What the export dialog is open for; null while it is closed. */
export const exportStore = createStore<{ conversationIds: 'all' | readonly string[] | null }>(() => ({
  conversationIds: null,
}))

/** Opens the dialog. */
export function exportConversations(conversationIds: 'all' | readonly string[]): void {
  if (conversationIds === 'all' || conversationIds.length > 0) exportStore.setState({ conversationIds })
}

export const closeExport = (): void => exportStore.setState({ conversationIds: null })
