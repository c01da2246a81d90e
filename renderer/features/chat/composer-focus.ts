/** A wish that the composer have the focus, from wherever it is uttered: a menu, a picked question, a message taken back. */
import { createStore } from 'zustand/vanilla'

/** Counts the wishes; the composer that is shown follows each. */
export const composerFocus = createStore<{ wishes: number }>(() => ({ wishes: 0 }))

/** Puts the cursor into the composer. */
export const focusComposer = (): void => composerFocus.setState(({ wishes }) => ({ wishes: wishes + 1 }))
