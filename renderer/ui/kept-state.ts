/** State of a row that survives the row being scrolled out of the list and back. Lives as long as the window. */
import { createStore, useStore } from 'zustand'

const store = createStore<Record<string, string | boolean>>(() => ({}))

/** Like `useState`, kept under a key. */
export function useKept<T extends string | boolean>(key: string, initial: T): [T, (value: T) => void] {
  // A key is only ever used with one kind of value.
  const value = useStore(store, (kept) => kept[key] ?? initial) as T
  return [value, (next) => store.setState({ [key]: next })]
}

/** Begins anew, as a window that was just opened. */
export const forgetKept = (): void => store.setState({}, true)
