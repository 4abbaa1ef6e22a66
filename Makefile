.PHONY: run test check fix drill bench lock sbom audit reset
run test check fix drill bench lock sbom audit reset:
	python3 dev.py $@ $(ARGS)
