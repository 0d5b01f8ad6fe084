# Named stages: `base` (system), `build` (packages), `web` (what runs). Nothing migrates at boot: `docker compose run migrate`.

FROM python:3.12-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

FROM base AS build
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt

# A demonstration needs the factories too: `docker build --target demo`.
FROM build AS build-demo
COPY requirements-dev.txt ./
RUN /venv/bin/pip install --no-cache-dir -r requirements-dev.txt

FROM base AS app
RUN groupadd --gid 10001 site && useradd --uid 10001 --gid site --no-create-home --shell /usr/sbin/nologin site
COPY --chown=root:root . .
ENV PATH=/venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    STATIC_ROOT=/app/var/static \
    MEDIA_ROOT=/media \
    PORT=8000
RUN mkdir -p /app/var/static /media && chown site:site /media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "scripts/healthcheck.py"]
CMD ["sh", "-c", "exec gunicorn config.wsgi --chdir /app --pythonpath /app/site,/app --bind 0.0.0.0:$PORT --workers ${WEB_WORKERS:-3} --threads ${WEB_THREADS:-4} --max-requests 2000 --max-requests-jitter 200 --no-control-socket --worker-tmp-dir /dev/shm --access-logfile - --access-logformat '%(m)s %(s)s %(b)s %(D)sus'"]

FROM app AS demo
COPY --from=build-demo /venv /venv
RUN SECRET_KEY=only-while-building-0123456789-0123456789 ALLOWED_HOSTS=build SITE_URL=http://build \
    sh -c "python manage.py translations compile && python manage.py collectstatic --noinput --verbosity 0"
USER site

FROM app AS web
COPY --from=build /venv /venv
RUN SECRET_KEY=only-while-building-0123456789-0123456789 ALLOWED_HOSTS=build SITE_URL=http://build \
    sh -c "python manage.py translations compile && python manage.py collectstatic --noinput --verbosity 0"
USER site
