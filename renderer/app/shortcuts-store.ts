/** Whether the sheet of keyboard shortcuts is open. */
import { createStore } from 'zustand/vanilla'

export const shortcutsStore = createStore(() => ({ isOpen: false }))

export const openShortcuts = (): void => shortcutsStore.setState({ isOpen: true })
export const closeShortcuts = (): void => shortcutsStore.setState({ isOpen: false })
