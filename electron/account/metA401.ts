import { Failure } from '../../core/errors.ts';

/**
 * The request was sent, and what came back is a 401 about its token. Something in between may have said so (E9): what became of the request
 * is not known.
 */
export class MetA401 extends Failure {}
