import type { AccessToken, TokenSource } from '../fhir/connection.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import type { Page } from './page.ts';
import { findSession, keepSession, type SessionRecord } from './records.ts';
import { askForToken, type TokenGrant, TokenRefusal } from './token-endpoint.ts';

/**
 * The tokens of a session, kept in its record so that a reload goes on with the newest. After `endSession` they cannot be
 * renewed, and a renewal that was under way is not kept.
 */
export function sessionTokens(page: Page, storage: Storage, id: string, clientId: string, first: SessionRecord): TokenSource {
  let record = first;
  const keep = (next: SessionRecord): void => {
    record = next;
    if (findSession(storage, id) !== undefined) keepSession(storage, id, next);
  };
  const current = (): AccessToken => ({ value: record.accessToken, expiresAt: record.expiresAt });
  return {
    current,
    canRefresh: () => record.refreshToken !== undefined && findSession(storage, id) !== undefined,
    refresh: async () => {
      const { refreshToken } = record;
      if (refreshToken === undefined) throw new FhirError('session-expired', 'POST token');
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId };
      const grant = await askForToken(page, record.tokenEndpoint, form).catch((error: unknown) => {
        if (!(error instanceof TokenRefusal)) throw error;
        // Only this code says that the refresh token itself is spent; any other may be a passing fault of the EHR. Whoever
        // meets a 401 has to sign in again all the same.
        if (error.code === 'invalid_grant') keep(withoutRefreshToken(record));
        else if (error.status !== 401) throw new FhirError('server', 'POST token', { cause: error });
        throw new FhirError('session-expired', 'POST token', { cause: error });
      });
      if (grant.patient !== undefined && grant.patient !== record.patientId) {
        keep(withoutRefreshToken(record));
        throw new FhirError('wrong-patient', 'POST token');
      }
      keep(renewed(record, grant));
      return current();
    },
  };
}

/** A refresh token that the EHR did not replace stays good. */
function renewed(record: SessionRecord, grant: TokenGrant): SessionRecord {
  const refreshToken = grant.refreshToken ?? record.refreshToken;
  return { ...record, accessToken: grant.accessToken, expiresAt: grant.expiresAt, ...(refreshToken !== undefined && { refreshToken }) };
}

function withoutRefreshToken(record: SessionRecord): SessionRecord {
  const { refreshToken: _spent, ...rest } = record;
  return rest;
}
