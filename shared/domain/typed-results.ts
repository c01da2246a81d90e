/** What a person has typed as results of function calls and not sent yet: kept like a draft. */
import { z } from 'zod'

const typedResultSchema = z.strictObject({
  /** The function's name, for when only what was typed is left of the call. */
  name: z.string().max(1_000),
  text: z.string().max(1_000_000),
  isJson: z.boolean(),
  /** True when it is to be sent as an error. */
  isError: z.boolean(),
})

/** By the call's ID. */
export const typedResultsSchema = z.record(z.string().max(1_000), typedResultSchema)

export type TypedResult = z.infer<typeof typedResultSchema>
export type TypedResults = z.infer<typeof typedResultsSchema>
