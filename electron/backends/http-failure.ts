/** A failed request: the error people see, and when the server wants to hear from us again. */
import { Failure, type AppError } from '../../shared/errors.ts'

export class HttpFailure extends Failure {
  /** The server's wish, 0 to 3,600,000 ms; null when it named none. */
  readonly retryAfterMs: number | null

  constructor(error: AppError, retryAfterMs: number | null = null) {
    super(error)
    this.name = 'HttpFailure'
    this.retryAfterMs = retryAfterMs
  }
}

/** The wish inside a thrown value, if there is one. */
export const retryAfterOf = (thrown: unknown): number | null =>
  thrown instanceof HttpFailure ? thrown.retryAfterMs : null
