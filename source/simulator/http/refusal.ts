/** An error answer: this HTTP status and `{"message"}`. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.headers = headers;
  }
}

/** 400 with this message. */
export const badRequest = (message: string): Refusal => new Refusal(400, message);

/** 404 with this message. */
export const notFound = (message: string): Refusal => new Refusal(404, message);
