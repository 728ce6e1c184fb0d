
'use strict';
(async () => {
  const main = document.getElementById('main');
  const nav = document.getElementById('nav');

  // Everything is put in as text, so nothing in the document can become markup.
  const el = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children.filter(child => child !== undefined && child !== ''));
    return node;
  };
  const prose = text => {
    const node = el('p');
    (text || '').split('`').forEach((part, i) => node.append(i % 2 ? el('code', {}, part) : part));
    return node;
  };

  let api;
  try {
    const response = await fetch('/openapi.json');
    if (!response.ok) throw new Error('HTTP ' + response.status);
    api = await response.json();
  } catch (failure) {
    main.replaceChildren(el('p', {}, 'The document cannot be read: ' + failure.message));
    return;
  }

  const resolve = node => node && node.$ref
    ? resolve(node.$ref.slice(2).split('/').reduce((at, key) => at[decodeURIComponent(key)], api)) : node;
  const nameOf = node => node && node.$ref ? decodeURIComponent(node.$ref.split('/').pop()) : undefined;

  const type = schema => {
    const name = nameOf(schema);
    if (name) return name;
    if (!schema) return '';
    if (schema.allOf) return schema.allOf.map(type).filter(Boolean).join(' & ');
    if (schema.enum) return schema.enum.join(' | ');
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.type === 'array') return type(schema.items) + '[]';
    return [].concat(schema.type || '').join(' | ') + (schema.format ? ' (' + schema.format + ')' : '');
  };
  const limits = schema => {
    const words = {minLength: 'at least {} characters', maxLength: 'at most {} characters', minimum: 'at least {}',
      maximum: 'at most {}', minItems: 'at least {} items', maxItems: 'at most {} items', pattern: 'matches {}'};
    return Object.entries(words).filter(([key]) => schema && schema[key] !== undefined)
      .map(([key, text]) => text.replace('{}', schema[key])).join(', ');
  };
  const row = (name, must, schema, description) => el('tr', {},
    el('td', {}, el('code', {}, name), must ? el('span', {class: 'must', title: 'required'}, ' *') : ''),
    el('td', {}, prose(description), el('span', {class: 'dim'}, [type(schema), limits(schema)].filter(Boolean).join(', '))));

  const fields = (schema, seen) => {
    const target = resolve(schema) || {};
    if (target.type === 'array') return fields(target.items, seen);
    if (target.allOf) return fields(target.allOf[0], seen);
    if (!target.properties) return undefined;
    const table = el('table');
    const nested = [];
    for (const [name, member] of Object.entries(target.properties)) {
      const own = member.allOf ? Object.assign({}, member.allOf[0], member) : member;
      table.append(row(name, (target.required || []).includes(name), own.$ref ? {$ref: own.$ref} : own, member.description));
      const ref = member.$ref || (member.allOf && member.allOf[0].$ref) || (member.items && member.items.$ref);
      if (ref && !seen.has(ref)) nested.push([nameOf({$ref: ref}), {$ref: ref}]);
    }
    const box = el('div', {}, table);
    for (const [name, ref] of nested) {
      const inner = fields(ref, new Set([...seen, ref.$ref]));
      if (inner) box.append(el('details', {}, el('summary', {}, name), inner));
    }
    return box;
  };
  const shape = schema => {
    const name = nameOf(schema);
    return fields(schema, new Set(schema && schema.$ref ? [schema.$ref] : [])) || el('p', {class: 'dim'}, name || type(schema));
  };

  const sample = (schema, name, depth = 0) => {
    const target = resolve(schema) || {};
    if (target.enum) return target.enum[0];
    if (target.const !== undefined) return target.const;
    if (target.format === 'date-time') return '2027-01-31T12:00:00Z';
    if (target.format === 'uuid') return '0190b6c8-5f5e-7000-8000-000000000000';
    if (target.type === 'integer') return target.minimum || 1;
    if (target.type === 'boolean') return true;
    if (target.type === 'array') return [sample(target.items, name, depth + 1)];
    if (target.type === 'object') {
      const made = {};
      for (const [key, member] of Object.entries(target.properties || {})) {
        const must = (target.required || []).includes(key);
        if (must || (depth === 0 && ['category', 'tags', 'importance'].includes(key))) made[key] = sample(member, key, depth + 1);
      }
      return made;
    }
    return {namespace: 'users/42', key: 'favourite-colour', content: 'Prefers dark green.', query: 'favourite colour',
      category: 'preference', tags: 'colour', name: 'ci'}[name] || 'text';
  };
  const curl = (method, path, operation) => {
    const url = location.origin + path.replace('{namespace}', 'users%2F42').replace('{key}', 'favourite-colour')
      .replace('{id}', '0190b6c8-5f5e-7000-8000-000000000000');
    const parts = ['curl' + (method === 'get' ? '' : ' -X ' + method.toUpperCase()) + " '" + url + "'"];
    if ((operation.security || []).some(way => way.bearer)) parts.push('-H "Authorization: Bearer $HOLDFAST_KEY"');
    const body = operation.requestBody && operation.requestBody.content['application/json'];
    if (body) {
      parts.push("-H 'Content-Type: application/json'");
      parts.push("-d '" + JSON.stringify(sample(body.schema)).replace(/'/g, "'\\''") + "'");
    }
    return parts.join(' \\\n  ');
  };

  document.getElementById('version').textContent = api.info.version;
  main.replaceChildren(prose(api.info.description));
  const entries = [];
  for (const tag of api.tags || []) {
    const heading = el('h2', {}, tag.name);
    nav.append(heading);
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        if (!(operation.tags || []).includes(tag.name)) continue;
        const section = el('section', {id: operation.operationId},
          el('h2', {class: 'op'}, el('span', {class: 'method ' + method}, method.toUpperCase()),
            el('code', {class: 'path'}, path), el('span', {class: 'dim'}, operation.summary)),
          prose(operation.description),
          el('pre', {}, el('code', {}, curl(method, path, operation))));
        const parameters = (operation.parameters || []).map(resolve);
        if (parameters.length) {
          const table = el('table');
          for (const p of parameters) table.append(row(p.name, p.required, p.schema, '(' + p.in + ') ' + (p.description || '')));
          section.append(el('details', {}, el('summary', {}, 'Parameters and headers'), table));
        }
        if (operation.requestBody) section.append(el('h3', {}, 'Body'), shape(operation.requestBody.content['application/json'].schema));
        section.append(el('h3', {}, 'Answers'));
        for (const [status, response] of Object.entries(operation.responses)) {
          const content = Object.values(response.content || {})[0];
          const good = status < 400;
          const summary = el('summary', {}, el('code', {}, status), ' ');
          summary.append(...prose(response.description).childNodes);
          section.append(content && content.schema && good ? el('details', {}, summary, shape(content.schema)) : el('div', {}, ...summary.childNodes));
        }
        const link = el('a', {href: '#' + operation.operationId}, el('span', {class: 'method ' + method}, method.toUpperCase()), ' ', operation.summary);
        nav.append(link);
        main.append(section);
        entries.push([(method + ' ' + path + ' ' + operation.operationId + ' ' + operation.summary).toLowerCase(), section, link]);
      }
    }
  }
  document.getElementById('filter').addEventListener('input', event => {
    const wanted = event.target.value.toLowerCase().trim();
    for (const [text, section, link] of entries) section.hidden = link.hidden = !text.includes(wanted);
  });
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
