/** Lets any image of the window be saved, wherever it is drawn, without knowing how. */
import { createContext, use } from 'react'

/** Done when the file is saved or the person thought better of it. */
export type SaveFile = (folder: string, fileId: string) => Promise<void>

export const SaveFileContext = createContext<SaveFile | null>(null)

/** Null where files cannot be saved. */
export const useSaveFile = (): SaveFile | null => use(SaveFileContext)
