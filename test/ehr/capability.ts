import { resourceTypeNames, searchParameterNames } from './definitions.ts';
import { actionsOf, type Action, type Persona } from './persona.ts';

/** `/.well-known/smart-configuration`. */
export function smartConfiguration(origin: string, fhirBase: string, persona: Persona): object {
  return {
    issuer: fhirBase,
    jwks_uri: `${origin}/auth/jwks`,
    authorization_endpoint: `${origin}/auth/authorize`,
    token_endpoint: `${origin}/auth/token`,
    revocation_endpoint: `${origin}/auth/revoke`,
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: persona.scopes.context,
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'authorize-post',
      'sso-openid-connect',
      'context-banner',
      'context-ehr-patient',
      'context-ehr-encounter',
      'context-standalone-patient',
      'permission-patient',
      'permission-user',
      ...persona.scopes.versions,
      ...(persona.scopes.refresh ? ['permission-online', 'permission-offline'] : []),
    ],
  };
}

const INTERACTIONS: Readonly<Record<Action, readonly string[]>> = {
  c: ['create'],
  r: ['read', 'vread', 'history-instance'],
  u: ['update'],
  d: ['delete'],
  s: ['search-type'],
};

const TEXTS = new WeakMap<Persona, Map<string, string>>();

/** Text of the CapabilityStatement; it is large, so each persona's is made once per day and address. */
export function capabilityStatement(origin: string, fhirBase: string, persona: Persona, date: string): string {
  const texts = TEXTS.get(persona) ?? new Map<string, string>();
  TEXTS.set(persona, texts);
  const key = `${fhirBase} ${date}`;
  const text = texts.get(key) ?? JSON.stringify(statement(origin, fhirBase, persona, date));
  texts.set(key, text);
  return text;
}

function statement(origin: string, fhirBase: string, persona: Persona, date: string): object {
  const system = [...(persona.transaction === 'unsupported' ? [] : ['transaction']), ...(persona.batch ? ['batch'] : [])].map((code) => ({
    code,
  }));
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: `Simulated EHR (${persona.name})` },
    implementation: { description: 'Simulated EHR for trying out and testing SMART apps', url: fhirBase },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    ...(persona.patch ? { patchFormat: ['application/json-patch+json'] } : {}),
    rest: [
      {
        mode: 'server',
        ...(persona.authorization === 'smart' ? { security: security(origin) } : {}),
        resource: resourceTypeNames().flatMap((type) => resource(persona, type)),
        ...(system.length === 0 ? {} : { interaction: system }),
      },
    ],
  };
}

function security(origin: string): object {
  return {
    cors: true,
    service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          uri('authorize', `${origin}/auth/authorize`),
          uri('token', `${origin}/auth/token`),
          uri('revoke', `${origin}/auth/revoke`),
        ],
      },
    ],
  };
}

function uri(url: string, value: string): object {
  return { url, valueUri: value };
}

function resource(persona: Persona, type: string): readonly object[] {
  const actions = persona.claims?.byType[type] ?? actionsOf(persona, type);
  if (actions.length === 0) return [];
  const codes = actions.flatMap((action) => INTERACTIONS[action]);
  const patches = persona.patch && actions.includes('u') ? ['patch'] : [];
  return [
    {
      type,
      interaction: [...codes, ...patches].map((code) => ({ code })),
      versioning: persona.versions.ifMatch === 'ignored' ? 'versioned' : 'versioned-update',
      readHistory: true,
      updateCreate: false,
      conditionalCreate: actions.includes('c') && persona.conditionalCreate === 'honoured',
      conditionalUpdate: false,
      conditionalDelete: 'not-supported',
      searchParam: searchParameters(persona, type),
      ...operations(persona, type),
    },
  ];
}

function searchParameters({ search }: Persona, type: string): readonly object[] {
  const known = search.known?.[type];
  const own = searchable(type);
  if (known === undefined) return [{ name: '_id', type: 'token' }, { name: '_lastUpdated', type: 'date' }, ...own];
  const typeOf = (name: string): string => own.find((parameter) => parameter.name === name)?.type ?? 'special';
  return ['_id', ...known.filter((name) => name !== '_id')].map((name) => ({ name, type: name === '_id' ? 'token' : typeOf(name) }));
}

function operations({ createsChargesByOperation }: Persona, type: string): object {
  if (type !== 'ChargeItem' || createsChargesByOperation !== true) return {};
  return { operation: [{ name: 'create', definition: 'https://fhir-ehr.cerner.com/r4/OperationDefinition/chargeitem-create' }] };
}

function searchable(type: string): ReturnType<typeof searchParameterNames> {
  const supported = ['reference', 'string', 'uri', 'token', 'date'];
  return searchParameterNames(type).filter((parameter) => supported.includes(parameter.type));
}
