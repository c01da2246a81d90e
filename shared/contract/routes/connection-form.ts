/** The form a person fills in about a server, as it comes from the window. */
import { z } from 'zod'
import { DELIVERIES, SIGN_INS, type ConnectionForm } from '../../domain/connection.ts'

const typed = z.string().max(4_000)
const pairs = z.array(z.strictObject({ name: typed, value: typed })).max(100)
/** A bundle of all authorities a company trusts is this long at most. */
const LONGEST_PEM = 2_000_000

/** Loose on purpose: what is wrong with a field is told beside the field, by assistants/connection-form. */
export const connectionForm: z.ZodType<ConnectionForm> = z.strictObject({
  name: typed,
  baseUrl: typed,
  apiKey: typed,
  signIn: z.enum(SIGN_INS),
  organization: typed,
  project: typed,
  headers: pairs,
  query: pairs,
  delivery: z.enum(DELIVERIES),
  runLimitSeconds: typed,
  requestsPerMinute: typed,
  certificates: z.strictObject({ fileName: typed, pem: z.string().max(LONGEST_PEM) }).nullable(),
  isUnencryptedAllowed: z.boolean(),
  isKeyMoveAllowed: z.boolean(),
})
