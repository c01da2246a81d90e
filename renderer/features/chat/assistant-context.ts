/** The assistant whose conversation is shown, for the parts of the list that remember things about it. */
import { createContext, useContext } from 'react'
import type { Assistant, FunctionMemory } from '../../../shared/domain/assistant.ts'

export const AssistantContext = createContext<Assistant | null>(null)

export const useAssistant = (): Assistant | null => useContext(AssistantContext)

/** What is remembered of answering a function. */
export const useMemory = (name: string): FunctionMemory | null =>
  useAssistant()?.functions.find((known) => known.name === name) ?? null
