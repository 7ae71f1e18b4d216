FROM python:3.12
ARG FEED_PAT
RUN pip install --extra-index-url https://build:${FEED_PAT}@pkgs.dev.azure.com/acme/_packaging/web/pypi/simple/ web-core
RUN git clone https://x:${FEED_PAT}@dev.azure.com/acme/shop/_git/assets /assets
