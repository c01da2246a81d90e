/** What a practice assistant is to the server: an object of the protocol and a way of writing scripts. */
import type { NewId } from '../clock.ts'
import type { InBoth, Language } from '../language.ts'
import type { Script } from '../script.ts'
import type { Assistant, Tool } from '../wire.ts'

export interface Question {
  text: string
  language: Language
  newId: NewId
  /** False when the client wants one function call at a time. */
  parallel: boolean
  /** Puts a file on the server and returns its ID. */
  makeFile(file: { filename: string; bytes: Buffer }): string
}

export interface FunctionResult {
  name: string
  /** The arguments the assistant asked with, as JSON. */
  wanted: string
  output: string
}

export interface Resumption {
  results: FunctionResult[]
  language: Language
  newId: NewId
}

/** Troubles that begin before there is a run to play them in. */
export type StartTrouble = 'rate-limit' | 'server-error'

export interface PracticeAssistant {
  assistant: Assistant
  plan(question: Question): Script
  /** How it goes on when its functions have answered. */
  resume?(resumption: Resumption): Script
  /** Each trouble comes once for each question; `messageId` tells questions apart. */
  troubleWith?(question: string, messageId: string): StartTrouble | undefined
  /** Milliseconds a run on this question may stay open, when that is unusual. */
  lifetimeMs?(question: string): number | undefined
  /** Milliseconds a cancel of this run takes, when that is unusual. */
  cancellingMs?(question: string): number | undefined
}

interface Card {
  id: string
  name: string
  description: string
  instructions: InBoth
  tools: Tool[]
  suggestions: string[]
}

/** The instructions come in both languages, one after the other; suggestions travel in the metadata. */
export const assistantFrom = ({ suggestions, instructions, ...card }: Card): Assistant => ({
  ...card,
  object: 'assistant',
  // A day with no meaning: the practice assistants are as old as this program.
  created_at: 1_767_225_600,
  instructions: `${instructions.en}\n\n${instructions['zh-TW']}`,
  model: 'practice',
  tool_resources: {},
  metadata: { practice: 'true', suggestions: JSON.stringify(suggestions) },
  temperature: 1,
  top_p: 1,
  response_format: 'auto',
})
